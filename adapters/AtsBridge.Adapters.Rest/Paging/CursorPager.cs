using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>A cursor in the body, opaque: it goes back as it came.</summary>
internal sealed class CursorPager(PagingSettings settings) : Pager(settings)
{
    private readonly JsonPath _next = JsonPath.Parse(settings.Next!);

    protected override Call? Behind(Call first, Page page) => page.Envelope.Text(_next) is { Length: > 0 } next
        ? Addresses.With(first, Settings.Parameter!, next, Settings.In, Settings.Alone, Settings.IsEncoded) : null;
}
