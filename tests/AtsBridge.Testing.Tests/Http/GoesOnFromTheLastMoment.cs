using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>Goes on behind the last record of a page and believes that the API keeps its order.</summary>
internal sealed class GoesOnFromTheLastMoment(TalentPlace place) : ICandidateSource
{
    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (moment, id) = (request.Since, "");
        while (true)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(place.Settings.BaseUrl!, $"applications?updated_from={Uri.EscapeDataString(moment ?? "")}&after={id}")) { Headers = { { "X-Api-Key", place.Settings.ApiKey } } };
            using var answer = await place.Http.SendAsync(message, cancellationToken);
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            var records = document.RootElement.GetProperty("applications").EnumerateArray().Select((row, i) => Example.Talent.TalentRecord.Read(row, new RecordPosition("page", i + 1), out _)!).ToList();
            (moment, id) = records.Count == 0 ? (moment, id) : (records.Max(r => r.UpdatedAt), records[^1].ApplicationId!);
            yield return new SourcePage { Records = records, Next = moment };
            if (records.Count < place.Settings.PageSize)
            {
                yield break;
            }
        }
    }
}
