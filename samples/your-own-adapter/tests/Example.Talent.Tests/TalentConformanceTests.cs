using System.Text.Json;
using AtsBridge.Testing;

namespace Example.Talent.Tests;

public sealed class TalentConformanceTests : HttpSourceConformance<TalentSource, TalentSettings>
{
    protected override IReadOnlyList<string> NotCarried => ["FullName"];

    protected override TalentSettings Settings(Uri address, string key) => new() { BaseUrl = address, ApiKey = key, PageSize = 5 };

    protected override HttpResponseMessage Answer(ApiRequest request, SampleFeed feed) => SampleFeed.Json(new
    {
        applications = feed.ChangedBehind(request["updated_from"], request["after"]).Take(request.Number("size", 5))
            .Select(a => a.Values.ToDictionary(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.Key), v => v.Value)),
    });
}
