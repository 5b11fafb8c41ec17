using AtsBridge.Delivery;
using AtsBridge.Hosting.Health;
using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Tests.Health;

public sealed class SinkConditionTests
{
    private static readonly Pause Paused = new(PauseScope.Sink, "gather", Standing.Start.AddHours(-2), "Ann is on holiday");

    private readonly Standing _standing = new();

    [Fact]
    public async Task AStoppedSinkIsAProblemWithItsReasonAndWhatIsHeldForIt()
    {
        _standing.Pauses.Add(Paused);
        _standing.Sink = new()
        {
            StoppedReason = "The key was refused.", StoppedSince = Standing.Start.AddMinutes(-1),
            Held = new Dictionary<HoldReason, long> { [HoldReason.SinkStopped] = 3 },
        };

        var status = await _standing.ReadAsync();

        Assert.Equal((SinkCondition.Stopped, Standing.Start.AddMinutes(-1)), (status.Sinks[0].Condition, status.Sinks[0].Since));
        var problem = Assert.Single(status.Problems);
        Assert.Equal((FindingKind.SinkStopped, 3L), (problem.Kind, problem.Count));
        Assert.Contains("The key was refused. Change its key", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APauseIsAPersonsWishAndSoANote()
    {
        _standing.Pauses.Add(Paused);
        _standing.Sink = new() { Due = 12, OldestDueAt = Standing.Start.AddMinutes(-90) };

        var status = await _standing.ReadAsync();

        var sink = status.Sinks[0];
        Assert.Equal((SinkCondition.Paused, Paused.Since, TimeSpan.FromMinutes(90)), (sink.Condition, sink.Since, sink.OldestDueAge));
        var note = status.Notes.Single(n => n.Kind == FindingKind.Paused);
        Assert.Equal((true, 12L, "atsbridge resume --sink gather"), (status.Healthy, note.Count, note.Command));
        Assert.Equal("Sink gather is paused since 2026-03-02 08:01:00Z, for 2 hours. 12 invites are due there.", note.Message);
    }

    [Fact]
    public async Task APausedRouteIsNamedAsAShellTakesIt()
    {
        _standing.Pauses.Add(Paused with { Scope = PauseScope.Route, Name = "engineering interviews" });

        var status = await _standing.ReadAsync();

        Assert.Equal(SinkCondition.Works, status.Sinks[0].Condition);
        var note = status.Notes.Single(n => n.Kind == FindingKind.Paused);
        Assert.Equal("atsbridge resume --route \"engineering interviews\"", note.Command);
        Assert.EndsWith("for 2 hours.", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APauseOfWhatIsNoLongerThereIsSaidToBe()
    {
        _standing.Pauses.Add(Paused with { Name = "old" });

        Assert.EndsWith("It is not in the configuration any more.", (await _standing.ReadAsync()).Notes.Single(n => n.Kind == FindingKind.Paused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALimitedSinkGoesOnByItself()
    {
        _standing.Sink = new() { LimitedUntil = Standing.Start.AddMinutes(20) };

        var status = await _standing.ReadAsync();

        Assert.Equal((SinkCondition.Limited, true), (status.Sinks[0].Condition, status.Healthy));
        Assert.Contains(status.Notes, n => n.Kind == FindingKind.Limited);
    }

    [Fact]
    public async Task WebhooksThatDidNotComeAreANote()
    {
        _standing.Sink = new() { WebhooksCame = 117, WebhooksLost = 3 };

        var status = await _standing.ReadAsync();

        var note = status.Notes.Single(n => n.Kind == FindingKind.WebhooksLost);
        Assert.Equal((true, 3L), (status.Healthy, note.Count));
        Assert.StartsWith("Of 120 webhooks of sink gather that were due in the last day, 3 did not come", note.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InviteState.NeedsReview, FindingKind.NeedsReview, "atsbridge invites list --state NeedsReview --sink gather")]
    [InlineData(InviteState.Rejected, FindingKind.Rejected, "atsbridge invites list --state Rejected --sink gather")]
    [InlineData(InviteState.Ambiguous, null, null)]
    [InlineData(InviteState.Waiting, null, null)]
    [InlineData(InviteState.Expired, null, null)]
    public async Task WhatAPersonMustDecideIsAProblemWithItsCommand(InviteState state, FindingKind? kind, string? command)
    {
        _standing.Sink = new() { Invites = new Dictionary<InviteState, long> { [state] = 2 } };

        var problem = (await _standing.ReadAsync()).Problems.SingleOrDefault();

        Assert.Equal((kind, command, kind is null ? null : 2L), (problem?.Kind, problem?.Command, problem?.Count));
    }

    [Theory]
    [InlineData(HoldReason.GuardTripped, FindingKind.GuardTripped)]
    [InlineData(HoldReason.SinkStopped, FindingKind.HeldForSink)]
    [InlineData(HoldReason.UndoWindow, null)]
    public async Task WhatIsHeldUntilAPersonActsIsAProblem(HoldReason reason, FindingKind? kind)
    {
        _standing.Sink = new() { Held = new Dictionary<HoldReason, long> { [reason] = 250 } };

        Assert.Equal(kind, (await _standing.ReadAsync()).Problems.SingleOrDefault()?.Kind);
    }
}
