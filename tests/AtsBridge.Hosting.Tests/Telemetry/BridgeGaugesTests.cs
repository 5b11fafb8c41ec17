using AtsBridge.Delivery;
using AtsBridge.Hosting.Health;
using AtsBridge.Hosting.Telemetry;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Hosting.Tests.Health;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Tests.Telemetry;

public sealed class BridgeGaugesTests : IDisposable
{
    private readonly Standing _standing = new();
    private readonly Readings _readings = new();
    private readonly LatestStatus _latest;

    public BridgeGaugesTests()
    {
        _latest = new(_standing.Reader(), _standing.Time);
        _ = new BridgeGauges(_readings.Meters, _latest, Example.Read().Configuration!);
    }

    public void Dispose()
    {
        _readings.Dispose();
        _latest.Dispose();
    }

    [Fact]
    public void BeforeAnybodyLookedNothingIsClaimed() =>
        Assert.Equal(["atsbridge.healthy 0"], _readings.Scrape().Select(s => FormattableString.Invariant($"{s.Key} {s.Value}")));

    [Fact]
    public async Task TheGaugesSayWhatTheStatusSays()
    {
        _standing.Ran((RunOutcome.Succeeded, -30), (RunOutcome.Failed, -1));
        _standing.Pauses.Add(new(PauseScope.Route, "engineering interviews", Standing.Start, null));
        _standing.Sink = new()
        {
            Due = 7, OldestDueAt = Standing.Start.AddMinutes(-2),
            Invites = new Dictionary<InviteState, long> { [InviteState.Sent] = 30, [InviteState.Held] = 5 },
            Held = new Dictionary<HoldReason, long> { [HoldReason.GuardTripped] = 5 },
            Budgets = [new(new() { Permits = 100, Window = TimeSpan.FromMinutes(1) }, 44, null)],
        };
        var status = await _latest.ReadAsync(TestContext.Current.CancellationToken);

        var readings = _readings.Scrape();

        Assert.Equal(status.Healthy ? 1 : 0, readings["atsbridge.healthy"]);
        Assert.Equal(30 * 60, readings["atsbridge.source.silence source=acme"]);
        Assert.Equal((1, 1), (readings["atsbridge.source.late source=acme"], readings["atsbridge.source.failures source=acme"]));
        Assert.Equal((0, 0), (readings["atsbridge.sink.stopped sink=gather"], readings["atsbridge.paused sink=gather"]));
        Assert.Equal(1, readings["atsbridge.paused route=engineering interviews"]);
        Assert.Equal((30, 0), (readings["atsbridge.invites sink=gather state=Sent"], readings["atsbridge.invites sink=gather state=NeedsReview"]));
        Assert.Equal((5, 0), (readings["atsbridge.invites reason=GuardTripped sink=gather state=Held"], readings["atsbridge.invites reason=UndoWindow sink=gather state=Held"]));
        Assert.Equal((7, 120), (readings["atsbridge.invites.due sink=gather"], readings["atsbridge.invites.oldest_due sink=gather"]));
        Assert.Equal(44, readings["atsbridge.budget.left sink=gather window=00:01:00"]);
    }

    [Fact]
    public async Task OfASourceThatWasNeverReadThereIsNoSilenceToMeasure()
    {
        await _latest.ReadAsync(TestContext.Current.CancellationToken);

        var readings = _readings.Scrape();

        Assert.DoesNotContain("atsbridge.source.silence source=acme", readings.Keys);
        Assert.Equal((1, 0), (readings["atsbridge.healthy"], readings["atsbridge.invites.oldest_due sink=gather"]));
    }
}
