using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Several sets in one pass, each a run. The world compares every plan with the sync that follows it.</summary>
public sealed class SeveralSetsTests
{
    [Fact]
    public async Task WhoIsInvitedByAnotherSourceBetweenTwoSetsIsNotInvitedOnReturning()
    {
        await using var world = new SyncWorld { PlansFirst = false };
        await using var other = new SyncWorld(world, "other") { PlansFirst = false };
        await world.SyncAsync(Row("A"));
        await other.SyncAsync(Row("Z"));
        await world.SyncAsync(Row("A", "Interview"));
        world.Source.Sets.Add([Page(Row("A"))]);
        world.Source.Sets.Add([Page(Row("A", "Interview"))]);
        var sets = 0;
        world.Source.BeforePage = page =>
        {
            if (page == 0 && ++sets == 2)
            {
                other.SyncAsync(Row("Z"), Row("B", "Interview", email: "A@example.com")).GetAwaiter().GetResult();
            }
        };

        var report = await world.AgainAsync();

        Assert.Equal(SuppressReason.AlreadyInvited, report.Decided[^1].Decision.Suppressed);
        Assert.Equal(("", "B"), (await world.InvitedAsync(), await other.InvitedAsync()));
    }

    /// <summary>The first set suppresses C for B's sake, the second takes B away: of neither has a plan left anything in the ledger.</summary>
    [Fact]
    public async Task WhoWaitsBehindAnInviteOfTheSamePassIsPlannedAsItIsInvited()
    {
        await using var world = new SyncWorld();
        SourceRecord C(string stage) => Row("C", stage, email: "B@example.com");
        await world.SyncAsync(Row("A"), Row("B"), C("Applied"));
        Add(world, [Row("A"), Row("B", "Interview"), C("Interview")], [Row("A"), Row("B"), C("Interview")]);

        var report = await world.AgainAsync();

        Assert.Equal([1L, 1L], report.Certificates.Select(c => c.Invited));
        Assert.Equal("C", await world.InvitedAsync());
    }

    /// <summary>Whoever waited and has left since is nobody's to invite, whether the ledger knows of the wait or this plan alone.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoWaitedAndLeftInTheSamePassIsNotPlanned(bool inTheLedger)
    {
        await using var world = new SyncWorld();
        SourceRecord C(string stage) => Row("C", stage, email: "B@example.com");
        await world.SyncAsync(Row("A"), Row("B"), C("Applied"));
        Add(world, [Row("A"), Row("B", "Interview"), C("Interview")]);
        if (inTheLedger)
        {
            await world.AgainAsync();
        }

        Add(world, [Row("A"), Row("B", "Interview"), C("Applied")], [Row("A"), Row("B"), C("Applied")]);

        await world.AgainAsync();

        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task EverySetIsARunOfItsOwn()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        Add(world, [Row("A"), Row("B")], [Row("A", "Interview"), Row("B")], [Row("A", "Interview"), Row("B", "Interview")]);

        var report = await world.AgainAsync();

        Assert.Equal("set 1, set 2, set 3", string.Join(", ", report.Certificates.Select(c => c.Set)));
        Assert.Equal([false, false, false], report.Certificates.Select(c => c.Baseline));
        Assert.Equal(2, Assert.Single(report.Routes).Invited);
        Assert.Equal("A B", await world.InvitedAsync());
        Assert.Equal(RunOutcome.NothingNew, Assert.Single((await world.AgainAsync()).Certificates).Outcome);
    }

    [Fact]
    public async Task TheFirstSyncIsAllThatWaitsWhenItIsMade()
    {
        await using var world = new SyncWorld();
        Add(world, [Row("A"), Row("B")], [Row("A", "Interview"), Row("B")]);

        var first = await world.AgainAsync();
        await world.SyncAsync(Row("A", "Interview"), Row("B", "Interview"));

        Assert.Equal([true, true], first.Certificates.Select(c => c.Baseline));
        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task ASetThatFailsIsOutdatedByANewerOne()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        Add(world, [Row("A", "Interview"), Row("B"), Row("C")], [Row("A")], [Row("A"), Row("B"), Row("C", "Interview")]);

        var report = await world.AgainAsync();

        Assert.Equal([RunOutcome.Succeeded, RunOutcome.Failed, RunOutcome.Succeeded], report.Certificates.Select(c => c.Outcome));
        Assert.Equal("C", await world.InvitedAsync());
        Assert.Equal(RunOutcome.NothingNew, Assert.Single((await world.AgainAsync()).Certificates).Outcome);
    }

    [Theory]
    [InlineData("Interview", "Offer", "Interview")]
    [InlineData("Interview", "Offer", "Offer 2")]
    [InlineData("Interview", null, "Interview")]
    [InlineData("Interview", null, null)]
    [InlineData("Offer", "Interview", "Offer 2")]
    [InlineData(null, "Offer", null)]
    [InlineData(null, "Interview", null)]
    public async Task WhatOneSetCancelsAnotherMayOwe(string? first, string? second, string? third)
    {
        await using var world = new SyncWorld();
        SourceRecord[] Set(string? stage) => stage is null ? [Row("B"), Row("C")] : [Row("A", stage), Row("B"), Row("C")];
        await world.SyncAsync(Set("Applied"));
        await world.SyncAsync(Set("Interview"));
        Assert.Equal("A", await world.InvitedAsync());

        Add(world, Set(first), Set(second), Set(third), [.. Set("Interview"), Row("D")]);
        await world.AgainAsync();

        Assert.Equal("A", await world.InvitedAsync());
        Add(world, Set("Offer"), Set("Offer 2"));
        await world.AgainAsync();
        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task TheGuardCountsAllSetsOfASyncAndHoldsAllOfThem()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { MaxPerSync = 3 });
        string[] ids = ["A", "B", "C", "D"];
        SourceRecord[] Moved(int count) => [.. ids.Select((id, i) => Row(id, i < count ? "Interview" : "Applied"))];
        await world.SyncAsync(Moved(0));
        Add(world, Moved(2), Moved(4));

        var report = await world.AgainAsync();

        Assert.Equal([(0, 2), (0, 2)], report.Certificates.Select(c => ((int)c.Invited, (int)c.Held)));
        Assert.Equal((0, 4), (Assert.Single(report.Routes).Invited, report.Routes[0].Held));
        Assert.All(await world.LedgerAsync(), i => Assert.Equal(HoldReason.GuardTripped, i.Delivery.Held));
        Assert.Equal([2L, 2L], (await world.Store.Ledger.RunsAsync("acme", 2, Cancellation)).Select(r => r.Held));
    }

    [Fact]
    public async Task TheGuardHoldsAllOfARunAcrossPages()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { MaxPerSync = 3 });
        SourceRecord[] rows = [.. Enumerable.Range(0, 4).Select(i => Row($"A{i}"))];
        await world.SyncAsync(rows);

        var report = await world.SyncAsync(rows.Chunk(2).Select(p => Page([.. p.Select(r => r with { Stage = "Interview" })])));

        Assert.Equal((0, 4), (report.Certificates[0].Invited, report.Certificates[0].Held));
        Assert.All(await world.LedgerAsync(), i => Assert.Equal(HoldReason.GuardTripped, i.Delivery.Held));
        Assert.All(report.Decided, d => Assert.Equal(HoldReason.GuardTripped, d.Decision.Held));
        world.Time.Advance(TimeSpan.FromDays(30));
        Assert.IsNotType<AtsBridge.Delivery.Claim.Work>(await world.ClaimAsync());
    }

    [Fact]
    public async Task AsManyAsTheGuardAllowsAreSent()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { MaxPerSync = 2 });
        await world.SyncAsync(Row("A"), Row("B"));

        var report = await world.SyncAsync(Row("A", "Interview"), Row("B", "Interview"));

        Assert.Equal(2, report.Certificates[0].Invited);
    }

    internal static void Add(SyncWorld world, params SourceRecord[][] sets) => world.Source.Sets.AddRange(sets.Select(s => new List<SourcePage> { Page(s) }));
}
