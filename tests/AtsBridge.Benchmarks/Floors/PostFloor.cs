using System.Text;
using System.Text.Json;
using AtsBridge.Benchmarks.Data;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Posts a person and an invite for each, so many at a time, and keeps nothing.</summary>
internal static class PostFloor
{
    internal static async Task<int> RunAsync(Uri address, string key, int invites, int atOnce, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("x-api-key", key);
        var sent = 0;
        await Parallel.ForAsync(0, invites, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var request = DueInvites.Request(number);
            var person = await PostAsync(http, "qsi/gather/candidates", $$"""{"firstName":"{{request.FirstName}}","lastName":"{{request.LastName}}","externalId":"{{request.PersonExternalId}}","smsOptIn":false,"email":"{{request.Email}}","phone":"{{request.Phone}}"}""", token);
            await PostAsync(http, "qsi/gather/candidate-interviews", $$"""{"candidateId":"{{person}}","interviewId":"{{request.InterviewId}}","sendInvite":true,"deliveryTypes":["email"],"externalId":"{{request.Reference}}"}""", token);
            Interlocked.Increment(ref sent);
        });
        return sent;
    }

    private static async Task<string> PostAsync(HttpClient http, string path, string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(path, content, cancellationToken);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
        return Id(text);
    }

    /// <summary>The first id in the answer.</summary>
    private static string Id(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                return reader.GetString()!;
            }
        }

        throw new InvalidOperationException("The answer has no id.");
    }
}
