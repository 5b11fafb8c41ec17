using Example.Talent;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>Has no [Adapter], so that no configuration can name it.</summary>
public sealed class NamelessSource(TalentSettings settings, AdapterContext context, HttpClient http) : ICandidateSource
{
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new TalentSource(settings, context, http).ReadAsync(request, cancellationToken);
}

internal sealed class NamelessSuite : HttpSourceConformance<NamelessSource, TalentSettings>
{
    protected override TalentSettings Settings(Uri address, string key) => new() { BaseUrl = address, ApiKey = key };

    protected override HttpResponseMessage Answer(ApiRequest request, SampleFeed feed) => SampleFeed.Json(new { applications = Array.Empty<int>() });
}
