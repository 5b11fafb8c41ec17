using System.Globalization;
using System.Runtime.CompilerServices;
using AtsBridge;

namespace Example.Talent;

/// <summary>
/// Reads <c>GET applications?updated_from=…&amp;after=…&amp;size=…</c>: what changed from a moment on, by moment and id. A page goes on
/// behind the last record of the one before, so that nobody is skipped when the list moves meanwhile.
/// </summary>
[Adapter("talent", Settings = typeof(TalentSettings))]
public sealed class TalentSource(TalentSettings settings, AdapterContext context, HttpClient http) : ICandidateSource, IConnectionCheck
{
    private readonly TalentApi _api = new(settings, http);

    /// <inheritdoc />
    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.FullSets)
        {
            throw new SourceException(SourceFault.Unreadable, $"{context.Name} reads what changed, so that everybody else would count as gone. Set \"Contents\": \"Changes\" for this source.");
        }

        // The cursor is the moment of the last record. From it on, that moment included: several may share it.
        var (moment, id) = (Cursor(request.Since), "");
        for (var page = 1; ; page++)
        {
            var (records, rejected) = (new List<SourceRecord>(), new List<RejectedRecord>());
            var before = (moment, id);
            using var answer = await _api.GetAsync(Query(moment, id), cancellationToken);
            foreach (var row in _api.Rows(answer))
            {
                var place = new RecordPosition($"{context.Name} page {page}", records.Count + rejected.Count + 1);
                if (TalentRecord.Read(row, place, out var reason) is { } record)
                {
                    records.Add(record);
                    (moment, id) = Behind(record, moment, id);
                }
                else
                {
                    rejected.Add(new RejectedRecord(place, null, reason, TalentRecord.Key(row)));
                }
            }

            var (count, last) = (records.Count + rejected.Count, records.Count + rejected.Count < settings.PageSize);
            if (!last && before == (moment, id))
            {
                throw new SourceException(SourceFault.Unreadable, $"{_api.Host} answered with the same page twice, so that what comes behind it can't be read. Report it to the ATS.");
            }

            // Only what is on this page and on those before it: a crash repeats a page and never skips one.
            yield return new SourcePage { Records = records, Rejected = rejected, Next = moment, NothingNew = page == 1 && count == 0 };
            if (last)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc />
    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        using var answer = await _api.GetAsync("size=1", cancellationToken);
        return _api.Rows(answer).Any() ? $"{_api.Host} accepts the key and shows applications." : $"{_api.Host} accepts the key and shows no application yet.";
    }

    private string Query(string? moment, string id) => string.Create(CultureInfo.InvariantCulture,
        $"updated_from={Uri.EscapeDataString(moment ?? "")}&after={Uri.EscapeDataString(id)}&size={settings.PageSize}");

    private string? Cursor(string? since) => since is null || Moment(since) is not null ? since
        : throw new SourceException(SourceFault.Unreadable, $"The stored cursor of {context.Name} is no moment. Was this source read by another adapter before? Give it a new name.");

    /// <summary>Where the walk goes on. An API that does not keep its order would have us skip people, so it is not believed.</summary>
    private (string? Moment, string Id) Behind(SourceRecord record, string? moment, string id)
    {
        if (Moment(record.UpdatedAt) is not { } updated)
        {
            return (moment, id);
        }

        return Moment(moment) is { } before && updated < before
            ? throw new SourceException(SourceFault.Unreadable, $"{_api.Host} does not list applications by updated_at, so that some would be skipped. Report it to the ATS.")
            : (record.UpdatedAt, record.ApplicationId ?? id);
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
