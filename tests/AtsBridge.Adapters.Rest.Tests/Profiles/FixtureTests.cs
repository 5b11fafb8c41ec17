using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Fixtures;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

/// <summary>Vendors' own samples, where they lie next to the project.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("application_created", "71980812 | 60304594 | Jane Smith | person@work.com | 555-555-5555 | 274075 | Data Scientist | Preliminary Phone Screen | 2944102 | Active")]
    [InlineData("application_updated", "22202940 | 13857579 | Hank Von Diablo | hank.von diablo.13857579@example.com | 330-281-8004 |  |  | Application Review | 711020 | Active")]
    [InlineData("candidate_stage_change", "265277 | 265772 | Giuseppe Hurley | giuseppe.hurley@example.com | 330-281-8004 | 3485 | Designer | Assessment | 71416 | Active")]
    [InlineData("candidate_or_prospect_rejected", "265293 | 265788 | Hector Porter | hector.porter.265788@example.com | 330-281-8004 | 371417 | Designer | Offer | 2708728 | Rejected")]
    [InlineData("candidate_or_prospect_unrejected", "265293 | 265788 | Hector Porter | hector.porter.265788@example.com | 330-281-8004 | 371417 | Designer | Offer | 2708728 | Active")]
    [InlineData("candidate_unhired", "265293 | 265788 | Hector Porter | hector.porter.265788@example.com | 330-281-8004 | 371417 | Designer | Application Review | 678901 | Active")]
    public void GreenhouseTellsWhereApplicationsStand(string name, string shown)
    {
        using var source = Greenhouse();
        Assert.Equal(shown, source.Show(Assert.Single(Receive(source, $"greenhouse/webhooks/{name}.json").Records)));
    }

    [Theory]
    [InlineData("candidate_hired", "46194062")]
    [InlineData("prospect_created", "979554")]
    [InlineData("application_deleted", "46194062")]
    public void GreenhouseNamesApplicationsToRead(string name, string id)
    {
        using var source = Greenhouse();
        var told = Receive(source, $"greenhouse/webhooks/{name}.json");
        Assert.Empty(told.Records);
        Assert.Equal([id], told.ToRead);
    }

    [Theory]
    [InlineData("candidate_anonymized")]
    [InlineData("candidate_deleted")]
    [InlineData("candidate_merged")]
    [InlineData("candidate_or_prospect_updated")]
    [InlineData("interview_deleted")]
    [InlineData("offer_created")]
    [InlineData("scorecard_deleted")]
    public void WhatGreenhouseTellsOfNoApplicationIsAcknowledged(string name)
    {
        using var source = Greenhouse();
        var body = File.ReadAllText(SharedFixtures.At($"greenhouse/webhooks/{name}.json"));
        Assert.IsType<WebhookResult.Ignored>(source.Receive(body, ("Signature", "sha256 " + Signing.Hex(body))));
    }

    [Fact]
    public async Task TalentNestIsReadAndAStageChangeFound()
    {
        var (list, detail) = (File.ReadAllText(SharedFixtures.At("talentnest/applications.list.json")), File.ReadAllText(SharedFixtures.At("talentnest/application.detail.json")));
        await using var api = await FakeApi.StartAsync(a => a.Path == "/applications" ? list : detail);
        using var source = VendorSource.Open("talentnest", api, """{ "Authentication": { "User": "u", "Password": "p" } }""");
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "1765253 | 1148 | Jake Joseph | jj@talentnest.com | 4167460444 | 25668 | Parts Manager - Automotive | Review Candidate |  | Rejected",
            "1769005 | 876140 | Lori Ham | lori.ham@talentnest.com | 4167460444 | 29696 | General Agent | Review Candidate |  | Rejected",
        ], source.Show(first));

        // The vendor's own detail of the first stands in another step.
        Assert.Equal("1765253 | 1148 | Jake Joseph | jj@talentnest.com | 4167460444 | 25668 | Parts Manager - Automotive | Management Pro |  | Active",
            source.Show(Assert.Single((await source.Source.ReadApplicationAsync("1765253", TestContext.Current.CancellationToken)).Records)));
        list = list.Replace("\"Review Candidate\"", "\"Interview\"", StringComparison.Ordinal);
        Assert.Equal(["Interview", "Interview"], (await source.ReadAsync(first.Next)).Records.Select(r => r.Stage));
    }

    [Fact]
    public void TalentNestNamesANewApplication()
    {
        using var source = VendorSource.Open("talentnest", api: null, """{ "Authentication": { "User": "u", "Password": "p" } }""");
        var (created, hired) = (File.ReadAllText(SharedFixtures.At("talentnest/webhook.new_application.json")), File.ReadAllText(SharedFixtures.At("talentnest/webhook.applicant_hired.json")));
        Assert.Equal(["1765253"], source.Receive(created, ("X-Event-Name", "new_application"), ("X-Event-Signature", "sha256 " + Signing.Hex(created))).ToRead());
        Assert.IsType<WebhookResult.Ignored>(source.Receive(hired, ("X-Event-Name", "applicant_hired"), ("X-Event-Signature", "sha256 " + Signing.Hex(hired))));
    }

    private static VendorSource Greenhouse() => VendorSource.Open("greenhouse", api: null, """{ "Authentication": { "ClientId": "id", "ClientSecret": "s" } }""");

    private static WebhookResult.Applications Receive(VendorSource source, string name)
    {
        var body = File.ReadAllText(SharedFixtures.At(name));
        return Assert.IsType<WebhookResult.Applications>(source.Receive(body, ("Signature", "sha256 " + Signing.Hex(body)), ("Greenhouse-Event-ID", "1")));
    }
}
