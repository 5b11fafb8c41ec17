using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Example.Talent;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>The example of the guide says what the kit's people have: every field arrives, nulls and gaps included.</summary>
public sealed class NestedConformanceTests
{
    [Theory]
    [InlineData("EveryFieldArrives")]
    [InlineData("EveryApplicationArrives")]
    [InlineData("MomentsKeepTheirInstant")]
    [InlineData("TheHourThatComesTwiceStaysTwoHours")]
    [InlineData("AMomentWithoutAZoneIsGivenNone")]
    [InlineData("ANullIsNoWordAndNotMissing")]
    [InlineData("AMissingFieldIsNoWord")]
    [InlineData("AnEmptyStatusIsNotMissing")]
    [InlineData("TheSourcesOwnWordsAreNotTranslated")]
    [InlineData("ARecordOfJunkTakesNobodyWithIt")]
    public async Task TheNestedFakeLosesNothing(string check) =>
        Assert.Equal(new CheckOutcome(check, CheckResult.Passed, null, null), await SuiteChecks.RunAsync(new NestedSuite(), check));
}

/// <summary>An API that nests, counts moments in Unix seconds, and says "open" with an outcome of null; on one page.</summary>
internal sealed class NestedSuite : HttpSourceConformance<TalentSource, TalentSettings>
{
    protected override IReadOnlyList<string> NotCarried => ["FullName"];

    protected override TalentSettings Settings(Uri address, string key) => new() { BaseUrl = address, ApiKey = key, PageSize = 500 };

    protected override HttpResponseMessage Answer(ApiRequest request, SampleFeed feed) => SampleFeed.Json(new
    {
        data = feed.ChangedBehind(request["updated_from"], request["after"]).Take(request.Number("size", 5)).Select(a => new
        {
            person = Part(a, "CandidateId", "FirstName", "LastName", "Email", "Phone", "TimeZone", "SmsOptIn"),
            job = Part(a, "JobId", "JobTitle"),
            step = Part(a, "ApplicationId", "Stage", "StageId", "StageEnteredAt", "UpdatedAt", "ResumeUrl", "LinkedInUrl", "Region"),
            outcome = a["Status"] switch { "Active" => null, null => "", var word => word },
        }),
    });

    // What a record lacks stays away, what is null stays null: an anonymous object would make nulls of both.
    private static Dictionary<string, string?> Part(SampleApplication a, params string[] fields) =>
        fields.Where(a.Values.ContainsKey).ToDictionary(f => f, f => f.EndsWith("At", StringComparison.Ordinal) ? Unix(a[f]) : a[f], StringComparer.Ordinal);

    // As exact as seconds are. What is no moment with a zone stays as it is: the kit's junk is meant to arrive.
    private static string? Unix(string? text) => text is { Length: > 19 } && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment)
        ? moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : text;

    /// <summary>The template's source behind a handler that makes its flat rows of the nested ones.</summary>
    protected override ICandidateSource Create(TalentSettings settings, AdapterContext context, HttpClient http, SourceWorld world) =>
        new TalentSource(settings, context, new HttpClient(new Meddling(http, async (message, send) => await FlatAsync(await send(message)))) { Timeout = Timeout.InfiniteTimeSpan });

    private static async Task<HttpResponseMessage> FlatAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var rows = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["data"]!.AsArray();
            return SampleFeed.Json(new { applications = rows.Select(Flat) });
        }
    }

    private static Dictionary<string, string?> Flat(JsonNode? row)
    {
        var fields = new[] { "person", "job", "step" }.SelectMany(part => row![part]!.AsObject()).ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Key), p => (string?)p.Value, StringComparer.Ordinal);
        fields["status"] = (string?)row!["outcome"] ?? "Active";
        return fields;
    }
}
