using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

public sealed class StageSurveyTests
{
    [Fact]
    public async Task OfAFullSourceTheLastSetCounts()
    {
        var overview = await SurveyAsync(SourceContents.Full,
            [Page(Row("A"), Row("B"))],
            [Page(Row("A", "Interview"), Row("B", "Interview", "rejected"), Row("C", "Offer")), Page(Row("1E+10"))]);

        Assert.Equal(("set 1", 4, 1), (overview.Set, overview.Read, overview.Rejected));
        Assert.Equal("Interview 2 1 engineering, Offer 1 0 ", Words(overview));
    }

    [Fact]
    public async Task OfAFeedEveryApplicationCountsOnceWhereItStandsNow()
    {
        var overview = await SurveyAsync(SourceContents.Changes, [Page(Row("A"), Row("B")), Page(Row("A", "Interview"))], [Page(Row("A", "Offer"), Row("B"))]);

        Assert.Equal(5, overview.Read);
        Assert.Equal("Applied 1 0 , Offer 1 0 ", Words(overview));
    }

    [Fact]
    public async Task AnApplicationThatStandsTwiceInASetCountsOnce()
    {
        var overview = await SurveyAsync(SourceContents.Full, [Page(Row("A", "Interview", updated: "2026-11-02"), Row("A", updated: "2026-11-01"))]);

        Assert.Equal("Interview 1 1 engineering", Words(overview));
    }

    private static string Words(StageOverview overview) =>
        string.Join(", ", overview.Stages.Select(s => FormattableString.Invariant($"{s.Stage} {s.Applications} {s.Taken} {s.Route}")));

    private static Task<StageOverview> SurveyAsync(SourceContents contents, params SourcePage[][] sets)
    {
        var reader = new ScriptedSource(contents);
        reader.Sets.AddRange(sets.Select(s => s.ToList()));
        return new StageSurvey(new RouteTable([Some.Route()])).ReadAsync(
            new ConfiguredSource { Name = "acme", Reader = reader, Contents = contents }, progress: null, Cancellation);
    }
}
