using System.Globalization;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Paging;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>One read of the list: from where, and to where the next goes on.</summary>
internal sealed class ListRead
{
    private readonly RestSettings _settings;
    private readonly SinceCursor? _cursor;
    private readonly JsonPath? _nextToken;
    private readonly DateTimeOffset _started;
    private readonly bool _full;
    private string? _since;
    private DateTimeOffset? _greatest;
    private string? _token;
    private long _records;

    public ListRead(RestSettings settings, PathBinding binding, ReadRequest request, DateTimeOffset started)
    {
        (_settings, _started) = (settings, started);
        // A filter would make everybody vanish who has not changed.
        _full = request.FullSets || settings.Since is null;
        _cursor = _full ? null : new SinceCursor(settings, binding);
        _since = _cursor?.Value(request.Since);
        _nextToken = settings.Since?.Next is { } next ? JsonPath.Parse(next) : null;
        if (_since is not null && settings.Since!.Style == SinceStyle.Time && Moment.TryRead(_since, out var moment))
        {
            _greatest = moment;
        }
    }

    /// <summary>Whether only changes are read.</summary>
    public bool IsOfChanges => _since is not null;

    /// <summary>The codes that mean that the token is worth nothing any more.</summary>
    public IReadOnlyList<string> Expired => IsOfChanges && _settings.Since is { Style: SinceStyle.Token } since ? since.Expired : [];

    /// <summary>The request of the list.</summary>
    public Call First(Addresses addresses) => _since is null ? addresses.Of(_settings)! : _cursor!.Ask(addresses.Of(_settings)!, _since);

    /// <summary>Everything is to be read.</summary>
    public void ForgetToken() => _since = null;

    /// <summary>Sees what a page of ours holds.</summary>
    public SourcePage Note(SourcePage page)
    {
        _records += page.Records.Count + page.Rejected.Count + page.Unchanged.Count;
        if (_settings.Since is { Style: SinceStyle.Time } && !_full)
        {
            foreach (var record in page.Records)
            {
                // A date of next year must not make the next read ask for nothing until then.
                if (Moment.TryRead(record.UpdatedAt, out var moment) && (_greatest is null || moment > _greatest))
                {
                    _greatest = moment < _started ? moment : _started;
                }
            }
        }

        return page;
    }

    /// <summary>Sees what an API's page says beside its records.</summary>
    public void Note(Page page) => _token = page.Envelope.Text(_nextToken) ?? _token;

    /// <summary>The last page, with the cursor for the next read.</summary>
    public SourcePage Conclude(SourcePage page)
    {
        Note(page);
        var next = _full ? null : _settings.Since!.Style == SinceStyle.Token ? _token : _greatest?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return page with { Next = next is null ? null : _cursor!.Of(next), NothingNew = _records == 0 && IsOfChanges };
    }
}
