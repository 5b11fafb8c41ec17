using System.Text.Json;
using Example.Talent;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>What a broken source may need to be built.</summary>
internal sealed record TalentPlace(TalentSettings Settings, AdapterContext Context, HttpClient Http, SourceWorld World)
{
    internal TalentSource Sound() => new(Settings, Context, Http);

    /// <summary>The sound source over a client that does something of its own with requests and answers.</summary>
    internal TalentSource Sound(Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> meddle) =>
        new(Settings, Context, new HttpClient(new Meddling(Http, meddle)) { Timeout = Timeout.InfiniteTimeSpan });
}

/// <summary>The suite of the sound source, with a broken one in its place.</summary>
internal sealed class BrokenTalentSuite(Func<TalentPlace, ICandidateSource> broken) : HttpSourceConformance<TalentSource, TalentSettings>
{
    protected override IReadOnlyList<string> NotCarried => ["FullName"];

    protected override IReadOnlyList<string> Errors => ["{\"applications\":null,\"quota\":{\"left\":0}}"];

    protected override TalentSettings Settings(Uri address, string key) => new() { BaseUrl = address, ApiKey = key, PageSize = 5 };

    protected override HttpResponseMessage Answer(ApiRequest request, SampleFeed feed) => SampleFeed.Json(new
    {
        applications = (request["page"] is null ? feed.ChangedBehind(request["updated_from"], request["after"]).Take(5) : feed.ChangedFrom(request["updated_from"]).Skip(5 * (request.Number("page", 1) - 1)).Take(5))
            .Select(a => a.Values.ToDictionary(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.Key), v => v.Value)),
    });

    protected override ICandidateSource Create(TalentSettings settings, AdapterContext context, HttpClient http, SourceWorld world) => broken(new(settings, context, http, world));
}

/// <summary>A handler in front of the kit's client.</summary>
internal sealed class Meddling(HttpClient http, Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> meddle) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        meddle(request, message => http.SendAsync(To(message, message.RequestUri!), HttpCompletionOption.ResponseHeadersRead, cancellationToken));

    /// <summary>The same request to another address; a message can be sent once only.</summary>
    internal static HttpRequestMessage To(HttpRequestMessage request, Uri address)
    {
        var copy = new HttpRequestMessage(request.Method, address);
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}
