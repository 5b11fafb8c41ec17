using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>What most people write first: <c>page=1</c>, <c>page=2</c>, and the newest moment as the cursor.</summary>
internal sealed class PagesByNumber(TalentPlace place) : ICandidateSource
{
    internal CancellationToken? BodyToken { get; init; }

    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var newest = request.Since;
        for (var page = 1; ; page++)
        {
            var records = await PageAsync(request.Since, page, cancellationToken);
            newest = records.Select(r => r.UpdatedAt).Append(newest).Max(StringComparer.Ordinal);
            var last = records.Count < place.Settings.PageSize;
            yield return new SourcePage { Records = records, Next = last ? newest : null };
            if (last)
            {
                yield break;
            }
        }
    }

    private async Task<List<SourceRecord>> PageAsync(string? since, int page, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(place.Settings.BaseUrl!, $"applications?page={page}&updated_from={WebUtility.UrlEncode(since)}")) { Headers = { { "X-Api-Key", place.Settings.ApiKey } } };
        using var answer = await place.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(BodyToken ?? cancellationToken));
        return [.. document.RootElement.GetProperty("applications").EnumerateArray().Select((row, i) => Example.Talent.TalentRecord.Read(row, new RecordPosition($"page {page}", i + 1), out _)!)];
    }
}
