using System.Net;
using System.Text.Json;
using AtsBridge;

namespace Example.Talent;

/// <summary>One request, and its answer as rows. What goes wrong is said by what to do next, and quotes nobody.</summary>
internal sealed class TalentApi(TalentSettings settings, HttpClient http)
{
    // Without the slash at its end the last part of an address would be replaced, and not gone on from.
    private readonly Uri _address = new(settings.BaseUrl!.AbsoluteUri.TrimEnd('/') + "/");

    public string Host => settings.BaseUrl!.Host;

    /// <summary>Asks for one page; the document belongs to the caller.</summary>
    public async Task<JsonDocument> GetAsync(string query, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(_address, "applications?" + query)) { Headers = { { "X-Api-Key", settings.ApiKey } } };
        try
        {
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (Refusal(answer.StatusCode) is { } refusal)
            {
                throw refusal;
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        }
        catch (JsonException fault)
        {
            throw new SourceException(SourceFault.Unreadable, $"{Host} answered with something that is not JSON. Is BaseUrl the address of the API?", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Host} can't be reached, or broke off. The next run tries again.", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Host} did not answer in time. The next run tries again.", fault);
        }
    }

    /// <summary>The rows of an answer. A list that isn't there is a fault and never an empty list: everybody would have vanished.</summary>
    public IEnumerable<JsonElement> Rows(JsonDocument answer) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("applications", out var rows)
        && rows.ValueKind == JsonValueKind.Array && rows.EnumerateArray().All(r => r.ValueKind == JsonValueKind.Object)
            ? rows.EnumerateArray()
            : throw new SourceException(SourceFault.Unreadable, $"{Host} answered without a list of applications. Has its API changed?");

    private SourceException? Refusal(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => new(SourceFault.Unauthorized, $"{Host} does not accept the key ({(int)status}). Give another in ApiKey."),
        408 or 429 or >= 500 => new(SourceFault.Unavailable, $"{Host} is busy or out of order ({(int)status}). The next run tries again."),
        < 200 or > 299 => new(SourceFault.Unreadable, $"{Host} answered {(int)status}. Is BaseUrl the address of the API?"),
        _ => null,
    };
}
