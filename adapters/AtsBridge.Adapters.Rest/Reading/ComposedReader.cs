using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Records.Json.Splitting;
using AtsBridge.Adapters.Rest.Lookups;
using AtsBridge.Adapters.Rest.Paging;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>Applications that are put together: out of a person that holds them, of what a page brings along, of what is asked for.</summary>
internal sealed class ComposedReader : PageReader
{
    private readonly RestSettings _settings;
    private readonly LookupSet _lookups;
    private readonly List<JsonPath> _each;
    private readonly List<RecordPath> _paths;
    private readonly int[] _early;
    private readonly TextFingerprint _fingerprint;

    public ComposedReader(RestSettings settings, PathBinding binding, LookupSet lookups)
    {
        (_settings, _lookups) = (settings, lookups);
        _each = settings.Each.ConvertAll(JsonPath.Parse);
        _paths = [.. binding.Paths.Select(RecordPath.Of)];
        _early = [.. _paths.Select((p, i) => (p, i)).Where(p => p.p.Lookup is null || !lookups.Late.Contains(p.p.Lookup)).Select(p => p.i)];
        _fingerprint = new TextFingerprint(binding.Fields);
    }

    public override async IAsyncEnumerable<bool> ReadAsync(Page page, RecordPlace place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var documents = new List<JsonDocument>();
        try
        {
            var drafts = await DraftsAsync(page, place, documents, cancellationToken);
            await _lookups.FindEarlyAsync(drafts, page.Envelope, cancellationToken);
            if (_early.Length < _paths.Count)
            {
                drafts.RemoveAll(d => IsKnown(d, place));
                await _lookups.FindLateAsync(drafts, page.Envelope, cancellationToken);
            }

            foreach (var draft in drafts)
            {
                place.Reader.Read(draft.Raw, draft.Application, i => _paths[i].Read(draft, _settings.Limits.MaxCellChars), draft.Fingerprint);
                if (place.Page.IsFull)
                {
                    yield return true;
                }
            }
        }
        finally
        {
            documents.ForEach(d => d.Dispose());
        }
    }

    private bool IsKnown(Draft draft, RecordPlace place)
    {
        foreach (var field in _early)
        {
            var value = _paths[field].Read(draft, _settings.Limits.MaxCellChars);
            _fingerprint.Add(value.Kind == PathHit.Value ? value.Text : place.Binding.Fields.Fields[field].Absent);
        }

        draft.Fingerprint = _fingerprint.Take();
        if (!place.Page.SkipIfKnown(draft.Fingerprint.Value))
        {
            return false;
        }

        place.Use.Record();
        for (var field = 0; field < _paths.Count; field++)
        {
            // It was read as a whole once, or it would not be known: what isn't asked for this time isn't missing.
            place.Use.Met(field);
        }

        return true;
    }

    private async Task<List<Draft>> DraftsAsync(Page page, RecordPlace place, List<JsonDocument> documents, CancellationToken cancellationToken)
    {
        var drafts = new List<Draft>();
        using var records = Split(page, _settings, out _);
        while (await records.NextAsync(cancellationToken) is { } raw)
        {
            page.Records++;
            var kept = raw with { Json = raw.Json.ToArray() };
            if (kept.Fault is not null)
            {
                place.Reader.Reject(kept with { Row = ++place.Rows }, kept.Fault);
                continue;
            }

            if (RecordText.Parse(kept.Json, _settings.Limits.MaxDepth, out var reason) is not { } document)
            {
                place.Reader.Reject(kept with { Row = ++place.Rows }, reason);
                continue;
            }

            documents.Add(document);
            try
            {
                drafts.AddRange(Applications(kept, document.RootElement, place));
            }
            catch (InvalidOperationException)
            {
                // Thrown by the parser where half of a surrogate pair stands in a key.
                place.Reader.Reject(kept with { Row = ++place.Rows }, @"The record holds text that is no Unicode, such as a lone \ud83d. Tell the vendor.");
            }
        }

        return drafts;
    }

    private List<Draft> Applications(RawRecord raw, JsonElement record, RecordPlace place)
    {
        if (_each.Count == 0)
        {
            return [new Draft(raw with { Row = ++place.Rows }, record, record)];
        }

        var inner = _each.SelectMany(e => NestedElements.Of(record, e)).Take(_settings.Limits.MaxEach + 1).ToList();
        if (inner.Count > _settings.Limits.MaxEach)
        {
            place.Reader.Reject(raw with { Row = ++place.Rows }, string.Create(CultureInfo.InvariantCulture, $"The record holds more than {_settings.Limits.MaxEach:N0} applications. Raise Limits:MaxEach if that may be."));
            return [];
        }

        var drafts = new List<Draft>();
        foreach (var element in inner)
        {
            var row = raw with { Row = ++place.Rows };
            if (element.ValueKind == JsonValueKind.Object)
            {
                drafts.Add(new Draft(row, element, record));
            }
            else
            {
                place.Reader.Reject(row, "What stands in the place of an application isn't an object with keys. Check Each.");
            }
        }

        return drafts;
    }
}
