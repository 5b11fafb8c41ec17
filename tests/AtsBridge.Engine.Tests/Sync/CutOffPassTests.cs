using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A pass that was killed or stopped in the middle: what it made is judged by the next one, together with its own.</summary>
public sealed class CutOffPassTests
{
    private static readonly string[] Ids = ["A", "B", "C", "D"];

    [Theory]
    [InlineData(SourceContents.Full, 4, 0)]
    [InlineData(SourceContents.Full, 3, 4)]
    [InlineData(SourceContents.Changes, 4, 0)]
    [InlineData(SourceContents.Changes, 3, 4)]
    public async Task WhatWasMadeBeforeTheKillIsJudgedTogetherWithTheRest(SourceContents contents, int most, int held)
    {
        await using var world = await KilledAfterTwoOfFourAsync(contents, most);
        Assert.Equal(["A", "B"], (await world.LedgerAsync()).Where(i => i.AwaitsPass).Select(i => i.ApplicationKey));
        Assert.Null(Assert.IsType<Claim.NothingDue>(await world.ClaimAsync()).NextAt);
        Claim? meanwhile = null;
        world.Source.BeforePage = _ => meanwhile = world.ClaimAsync().GetAwaiter().GetResult();

        var report = await world.AgainAsync();

        Assert.IsType<Claim.NothingDue>(meanwhile);
        Assert.Equal("A B C D", await world.InvitedAsync());
        Assert.Equal(held, (await world.LedgerAsync()).Count(i => i.Delivery.Held == HoldReason.GuardTripped && i.GuardRun == report.Certificates[^1].RunId));
        Assert.DoesNotContain(await world.LedgerAsync(), i => i.AwaitsPass);
        var runs = (await world.Store.Ledger.RunsAsync("acme", 10, Cancellation)).Where(r => r.Transitions > 0 && !r.Baseline).ToList();
        Assert.All(runs, r => Assert.True(r.Balances, Numbers(r)));
        Assert.Equal((4 - held, held), ((int)runs.Sum(r => r.Invited), (int)runs.Sum(r => r.Held)));
        Assert.Contains(runs, r => r.Outcome == RunOutcome.Interrupted);
        Assert.Equal(held == 0, await world.ClaimAsync() is Claim.Work);
    }

    [Fact]
    public async Task WhoMovedOnInTheSetThatWasNotReadIsNotInvited()
    {
        await using var world = await KilledAfterTwoOfFourAsync(SourceContents.Full, most: null, behind: [Row("A", "Offer"), Row("B", "Interview"), Row("C"), Row("D")]);

        await world.AgainAsync();

        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task ANextPassWithoutNewsEndsTheWait()
    {
        await using var world = await KilledAfterTwoOfFourAsync(SourceContents.Full, most: 1_000);
        world.Source.Sets.RemoveAt(world.Source.Sets.Count - 1);

        Assert.Equal(RunOutcome.NothingNew, Assert.Single((await world.AgainAsync()).Certificates).Outcome);

        Assert.IsType<Claim.Work>(await world.ClaimAsync());
    }

    /// <summary>As in a pass that was not cut off: what can't be read holds nobody for ever.</summary>
    [Fact]
    public async Task ANextPassThatCanNotReadTheRestEndsTheWait()
    {
        await using var world = await KilledAfterTwoOfFourAsync(SourceContents.Full, most: 1_000);
        world.Source.Fault = (0, new SourceException(SourceFault.Unreadable, "The file is torn."));

        Assert.True((await world.AgainAsync()).Failed);

        Assert.IsType<Claim.Work>(await world.ClaimAsync());
    }

    [Fact]
    public async Task APlanAndAnotherSourceEndNoWait()
    {
        await using var world = await KilledAfterTwoOfFourAsync(SourceContents.Full, most: 1_000);
        await using var other = new SyncWorld(world, "other");
        await other.SyncAsync(Row("Z"));
        await world.RunAsync(SyncMode.Plan);

        Assert.IsType<Claim.NothingDue>(await world.ClaimAsync());
    }

    /// <summary>Its source may have been taken out of the configuration.</summary>
    [Fact]
    public async Task AnOperatorMayReleaseOrCancelWhatNoPassWillEverJudge()
    {
        await using var world = await KilledAfterTwoOfFourAsync(SourceContents.Full, most: 1_000);
        var waiting = await world.LedgerAsync();
        var acts = world.Acts;

        Assert.Equal((true, "is Due"), ((await acts.ReleaseAsync(waiting[0].Id, Cancellation)) is var r ? (r.Done, r.Words) : default));
        Assert.True((await acts.CancelAsync(waiting[1].Id, Cancellation)).Done);

        Assert.Equal(waiting[0].Id, Assert.IsType<Claim.Work>(await world.ClaimAsync()).Invite.Id);
        Assert.False((await acts.ReleaseAsync(waiting[0].Id, Cancellation)).Done);
    }

    [Fact]
    public async Task ToldToStopBetweenTwoSetsTheFirstWaitsToo()
    {
        await using var world = await BaselinedAsync(SourceContents.Full, most: 3);
        using var stop = new CancellationTokenSource();
        world.Source.Sets.AddRange([[Page(Moved(2))], [Page(Moved(4))]]);
        var sets = 0;
        world.Source.BeforePage = page =>
        {
            if (page == 0 && ++sets == 2)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.RunAsync(SyncMode.Commit, cancellation: stop.Token));

        Assert.IsType<Claim.NothingDue>(await world.ClaimAsync());
        Assert.Equal([RunOutcome.Interrupted, RunOutcome.Interrupted], (await world.Store.Ledger.RunsAsync("acme", 2, Cancellation)).Select(r => r.Outcome));
        world.Source.BeforePage = null;
        await world.AgainAsync();
        Assert.Equal(4, (await world.LedgerAsync()).Count(i => i.Delivery.Held == HoldReason.GuardTripped));
    }

    private static SourceRecord[] Moved(int count) => [.. Ids.Select((id, i) => Row(id, i < count ? "Interview" : "Applied"))];

    private static async Task<SyncWorld> BaselinedAsync(SourceContents contents, int? most)
    {
        var world = new SyncWorld(contents, Some.Route() with { MaxPerSync = most });
        await world.SyncAsync(Moved(0));
        return world;
    }

    /// <summary>Two sets (or pages) are waiting; the first one is sealed when the process is killed.</summary>
    private static async Task<SyncWorld> KilledAfterTwoOfFourAsync(SourceContents contents, int? most, SourceRecord[]? behind = null)
    {
        await using var world = await BaselinedAsync(contents, most);
        world.Source.Sets.AddRange([[Page(Moved(2))], [Page(behind ?? Moved(4))]]);
        SyncWorld? killed = null;
        var full = contents == SourceContents.Full;
        var sets = 0;
        world.Source.BeforePage = page => killed = (full ? page == 0 && ++sets == 2 : page == 2) ? world.Killed() : killed;
        await world.RunAsync(SyncMode.Commit);
        world.Source.BeforePage = null;
        return killed!;
    }
}
