using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>From one page of a list to the request of the next.</summary>
internal abstract class Pager(PagingSettings settings)
{
    private readonly JsonPath? _more = Path(settings.More);
    private readonly JsonPath? _last = Path(settings.Last);

    protected PagingSettings Settings { get; } = settings;

    public static Pager Of(PagingSettings settings, Addresses addresses) => settings.Style switch
    {
        PagingStyle.Link => new LinkPager(settings, addresses),
        PagingStyle.NextUrl => new NextUrlPager(settings, addresses),
        PagingStyle.Cursor => new CursorPager(settings),
        PagingStyle.Page or PagingStyle.Offset => new CountingPager(settings),
        _ => new OnePage(settings),
    };

    /// <summary>The request of the first page.</summary>
    public virtual Call First(Call call) => call;

    /// <summary>The request of the page behind this one; null where this is the last.</summary>
    /// <param name="first">The request of the first page.</param>
    /// <param name="page">This page.</param>
    public Call? Next(Call first, Page page) =>
        IsFlag(page.Envelope.Text(_more), "FALSE") || IsFlag(page.Envelope.Text(_last), "TRUE") ? null : Behind(first, page);

    protected abstract Call? Behind(Call first, Page page);

    protected static JsonPath? Path(string? path) => path is null ? null : JsonPath.Parse(path);

    private static bool IsFlag(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
