using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must do for a pass over a source.</summary>
public abstract class SyncStoreContract
{
    protected abstract AtsBridgeStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<ISyncSession> OpenAsync(SyncMode mode = SyncMode.Commit) => Store.Sync.OpenAsync("acme", mode, Cancellation);

    [Fact]
    public async Task WhatIsSealedIsThereAndKeepsItsFirstRun()
    {
        var first = await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1"), World.Sealed("2"));
        var second = await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("2", kind: ChangeKind.Changed), World.Sealed("1", kind: ChangeKind.Vanished));
        await using var session = await OpenAsync();
        Assert.Equal(("c1", true, 2L), (session.State.Cursor, session.State.Baselined, session.State.Present));
        var known = await session.FindAsync(["1", "2", "3"], Cancellation);
        Assert.Equal((false, true, 2), (known["1"].Present, known["2"].Present, known.Count));
        Assert.Equal("2", Assert.Single(await World.ListAsync(session.PresentAsync(Cancellation))).Key);
        Assert.Equal(known["2"].Fingerprint, Assert.Single(Assert.Single(await World.ListAsync(session.FingerprintsAsync(Cancellation)))));
        Assert.Equal("O'Neil", known["2"].Application.LastName);
        var story = Assert.Single(await Store.Ledger.ExplainAsync("2", Cancellation));
        Assert.Equal((first, second), (story.FirstRun!.RunId, story.LastRun!.RunId));
    }

    [Fact]
    public async Task AStateComesBackAsItWasWritten()
    {
        var state = new SourceState { Cursor = "c", Baselined = true, Present = 7, RulesHash = "h", Mark = "m", RouteStages = ["A|B", "C|D"] };
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            await seal.CompleteAsync(state, World.Certificate(run), Cancellation);
        }

        await using var next = await OpenAsync();
        Assert.Equivalent(state, next.State, strict: true);
        var certificate = Assert.Single(await Store.Ledger.RunsAsync("acme", 10, Cancellation));
        Assert.Equivalent(World.Certificate(certificate.RunId), certificate, strict: true);
    }

    [Fact]
    public async Task ASealThatIsNotCompletedLeavesNothing()
    {
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await session.StageAsync([World.New("1")], Cancellation);
            await using (var seal = await session.BeginSealAsync(Cancellation))
            {
                await seal.WriteAsync(run, World.Start, [World.Sealed("1", World.Invite("1"))], Cancellation);
                await seal.QuarantineAsync(run, World.Start, [new(new("f", 1), null, "why", "1")], Cancellation);
                Assert.Single(await session.FindAsync(["1"], Cancellation));
                await session.EndSetAsync(Cancellation);
            }

            Assert.Empty(await session.FindAsync(["1"], Cancellation));
            Assert.NotNull(await session.FindStagedAsync("1", Cancellation));
        }

        Assert.Empty(await Store.Ledger.ListAsync(new(), Cancellation));
        Assert.Empty(await Store.Ledger.ExplainAsync("1", Cancellation));
        Assert.Empty(await Store.Ledger.QuarantineAsync(null, 10, Cancellation));
        Assert.Empty(await Store.Ledger.StagesSeenAsync("acme", Cancellation));
        await using var next = await OpenAsync();
        Assert.Empty(await next.TakenAsync([new("gather", "interview-1", "c:acme:cand-1")], Cancellation));
        Assert.False(next.State.Baselined);
    }

    [Fact]
    public async Task StagedChangesKeepTheOrderInWhichTheyCameFirst()
    {
        await using var session = await OpenAsync();
        await session.StageAsync([.. Enumerable.Range(0, 2_500).Select(i => World.New($"{9_999 - i}"))], Cancellation);
        await session.StageAsync([World.New("9999", fingerprint: UInt128.MaxValue), World.New("last")], Cancellation);
        await session.UnstageAsync("9998", Cancellation);
        var chunks = await World.ListAsync(session.StagedAsync(withNew: true, Cancellation));
        var all = chunks.SelectMany(c => c).ToList();
        Assert.Equal((3, 2_500), (chunks.Count, all.Count));
        Assert.Equal(("9999", UInt128.MaxValue, "last"), (all[0].After.Key, all[0].Fingerprint, all[^1].After.Key));
        Assert.Null(await session.FindStagedAsync("9998", Cancellation));
        await session.EndSetAsync(Cancellation);
        Assert.Empty(await World.ListAsync(session.StagedAsync(withNew: true, Cancellation)));
    }

    [Fact]
    public async Task OfWhatIsStagedThoseWhoWereKnownCanBeHadAlone()
    {
        await using var session = await OpenAsync();
        await session.StageAsync(
            [.. Enumerable.Range(0, 2_500).Select(i => World.New($"{i}") with { Kind = i % 2 == 0 ? ChangeKind.New : i % 3 == 0 ? ChangeKind.Vanished : ChangeKind.Changed })], Cancellation);
        var known = (await World.ListAsync(session.StagedAsync(withNew: false, Cancellation))).SelectMany(c => c).ToList();
        var all = (await World.ListAsync(session.StagedAsync(withNew: true, Cancellation))).SelectMany(c => c).ToList();
        Assert.Equal((2_500, 1_250), (all.Count, known.Count));
        Assert.Equal(all.Where(c => c.Kind != ChangeKind.New).Select(c => c.Key), known.Select(c => c.Key), StringComparer.Ordinal);
    }

    [Fact]
    public async Task APlanSeesItsEarlierSetsAndNobodyElseDoes()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1"), World.Sealed("2"));
        await using (var plan = await OpenAsync(SyncMode.Plan))
        {
            Assert.Equal(0, await plan.BeginRunAsync(World.Start, Cancellation));
            await plan.StageAsync([World.New("3"), World.New("1") with { Kind = ChangeKind.Vanished }], Cancellation);
            Assert.DoesNotContain("3", (await plan.FindAsync(["3"], Cancellation)).Keys, StringComparer.Ordinal);
            await plan.EndSetAsync(Cancellation);
            await plan.StageAsync([World.New("3", "Offer") with { Kind = ChangeKind.Changed }], Cancellation);
            Assert.Equal("Interview", (await plan.FindAsync(["3"], Cancellation))["3"].Application.Stage);
            await plan.EndSetAsync(Cancellation);

            var known = await plan.FindAsync(["1", "2", "3"], Cancellation);
            Assert.Equal((false, true, true), (known["1"].Present, known["2"].Present, known["3"].Present));
            Assert.Equal("Offer", known["3"].Application.Stage);
            Assert.Equal(["2", "3"], (await World.ListAsync(plan.PresentAsync(Cancellation))).Select(a => a.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
            Assert.Equal([.. known.Values.Where(k => k.Present).Select(k => k.Fingerprint).Order()], Assert.Single(await World.ListAsync(plan.FingerprintsAsync(Cancellation))).Order());
            await plan.EndRunAsync(World.Certificate(0), [], Cancellation);
            await Assert.ThrowsAsync<InvalidOperationException>(() => plan.BeginSealAsync(Cancellation));
        }

        await using var session = await OpenAsync();
        Assert.Equal(["1", "2"], (await World.ListAsync(session.PresentAsync(Cancellation))).Select(a => a.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Single(await Store.Ledger.RunsAsync(null, 10, Cancellation));
    }

    [Fact]
    public async Task ASecondInviteToTheSamePersonIsRefusedAndNothingOfItsPageStays()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var same = World.Invite("2", identities: ["c:acme:cand-2", "e:1@EXAMPLE.COM"]);
        var refused = await Assert.ThrowsAsync<StoreException>(() => World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("2", same)));
        Assert.Contains("do the same again", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(await Store.Ledger.ListAsync(new(), Cancellation)).ApplicationKey);
        Assert.Empty(await Store.Ledger.ExplainAsync("2", Cancellation));

        await using var session = await OpenAsync();
        InviteIdentity taken = new("gather", "interview-1", "e:1@EXAMPLE.COM");
        Assert.Equal([taken], await session.TakenAsync([taken, taken with { Identity = "e:x" }, taken with { InterviewId = "y" }], Cancellation));
    }

    [Fact]
    public async Task ACancelledInviteFreesItsIdentities()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            var invite = Assert.Single(await session.UnsentInvitesAsync(["1", "2"], Cancellation));
            var cancelled = invite with { Delivery = invite.Delivery with { State = InviteState.Cancelled, NotBefore = null } };
            await using var seal = await session.BeginSealAsync(Cancellation);
            Assert.Equal(1, await seal.ChangeAsync([cancelled], World.Start, Cancellation));
            Assert.Equal(0, await seal.ChangeAsync([cancelled], World.Start, Cancellation));
            Assert.Empty(await session.UnsentInvitesAsync(["1"], Cancellation));
            await seal.CompleteAsync(session.State, World.Certificate(run), Cancellation);
        }

        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1"), ChangeKind.Changed));
        Assert.Equal([InviteState.Due, InviteState.Cancelled], (await Store.Ledger.ListAsync(new(), Cancellation)).Select(i => i.Delivery.State));
    }

    [Fact]
    public async Task AWishIsWrittenInTheSealAndTheIdentitiesStayTaken()
    {
        var sent = World.Invite("1") with { Delivery = new() { State = InviteState.PartiallyCompleted, PersonReference = "p", InviteReference = "i" } };
        var over = World.Invite("2") with { Delivery = new() { State = InviteState.Archived, InviteReference = "j" } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", sent), World.Sealed("2", over), World.Sealed("3", World.Invite("3")), World.Sealed("4", sent with { ApplicationKey = "4", Identities = ["x"] }));
        await using var session = await OpenAsync();
        var run = await session.BeginRunAsync(World.Start, Cancellation);
        var invite = Assert.Single(await session.OpenInvitesAsync(["1", "2", "3"], Cancellation));
        await using (var seal = await session.BeginSealAsync(Cancellation))
        {
            var wished = invite with { Delivery = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Ask(World.Start, SinkAct.Archive), new()).State };
            Assert.Equal(1, await seal.ChangeAsync([wished], World.Start, Cancellation));
            Assert.Equal(SinkAct.Archive, Assert.Single(await session.OpenInvitesAsync(["1"], Cancellation)).Delivery.Wish);
            await seal.CompleteAsync(session.State, World.Certificate(run), Cancellation);
        }

        Assert.Equal((SinkAct.Archive, World.Start), ((await Store.Ledger.FindAsync(invite.Id, Cancellation))!.Delivery is var d ? (d.Wish, d.NotBefore) : default));
        Assert.Single(await session.TakenAsync([new("gather", "interview-1", "c:acme:cand-1")], Cancellation));
    }

    [Fact]
    public async Task AfterAFailureASealCanOnlyBeUndone()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        await using var session = await OpenAsync();
        var run = await session.BeginRunAsync(World.Start, Cancellation);
        await using var seal = await session.BeginSealAsync(Cancellation);
        await Assert.ThrowsAsync<StoreException>(() => seal.WriteAsync(run, World.Start, [World.Sealed("2", World.Invite("1"))], Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => seal.CompleteAsync(new(), World.Certificate(run), Cancellation));
    }

    [Fact]
    public async Task TheGuardHoldsAllUnsentInvitesOfTheRunAndTheirDecisions()
    {
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            var undo = World.Invite("2") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.UndoWindow, NotBefore = World.Start } };
            await seal.WriteAsync(run, World.Start, [World.Sealed("1", World.Invite("1")), World.Sealed("2", undo), World.Sealed("3", World.Invite("3") with { Route = "other" })], Cancellation);
            Assert.Equal(2, await seal.HoldAllAsync(run, "engineering", new(run, "more than 1 in one sync"), Cancellation));
            Assert.Equal(2, await seal.HoldAllAsync(run, "engineering", new(run, "more than 1 in one sync"), Cancellation));
            await seal.CompleteAsync(new(), World.Certificate(run), Cancellation);
        }

        var held = await Store.Ledger.ListAsync(new() { States = [InviteState.Held] }, Cancellation);
        Assert.All(held, i => Assert.Equal((HoldReason.GuardTripped, null, "more than 1 in one sync"), (i.Delivery.Held, i.Delivery.NotBefore, i.Delivery.Reason)));
        Assert.Equal(["2", "1"], held.Select(i => i.ApplicationKey), StringComparer.Ordinal);
        var story = Assert.Single(await Store.Ledger.ExplainAsync("1", Cancellation));
        Assert.Equal((Verdict.Hold, HoldReason.GuardTripped, held[1].Id), (story.Transitions[0].Verdict, story.Transitions[0].Held, story.Transitions[0].InviteId));
    }

    [Fact]
    public async Task ARunThatNeverEndedIsInterruptedByTheNextSessionOfItsSource()
    {
        long first;
        await using (var vanished = await OpenAsync())
        {
            first = await vanished.BeginRunAsync(World.Start, Cancellation);
        }

        await using var session = await OpenAsync();
        await using (var other = await Store.Sync.OpenAsync("other", SyncMode.Commit, Cancellation))
        {
            await other.BeginRunAsync(World.Start, Cancellation);
        }

        var second = await session.BeginRunAsync(World.Start.AddMinutes(5), Cancellation);
        await session.EndRunAsync(World.Certificate(second, RunOutcome.Failed) with { Reason = "halved" }, [new(new("f", 3), "Email", "why", "k", "raw")], Cancellation);
        var runs = await Store.Ledger.RunsAsync(null, 10, Cancellation);
        Assert.Equal([RunOutcome.Failed, RunOutcome.Running, RunOutcome.Interrupted], runs.Select(r => r.Outcome));
        Assert.Equal((first, "halved"), (runs[2].RunId, runs[0].Reason));
        var quarantined = Assert.Single(await Store.Ledger.QuarantineAsync("acme", 10, Cancellation));
        Assert.Equal((second, new RejectedRecord(new("f", 3), "Email", "why", "k", "raw")), (quarantined.RunId, quarantined.Record));
    }

    [Fact]
    public async Task ARunOfTheSameSessionStaysOpenUntilItIsEnded()
    {
        await using var session = await OpenAsync();
        await session.BeginRunAsync(World.Start, Cancellation);
        await session.BeginRunAsync(World.Start.AddMinutes(1), Cancellation);

        var runs = await Store.Ledger.RunsAsync(null, 10, Cancellation);

        Assert.All(runs, r => Assert.Equal(RunOutcome.Running, r.Outcome));
    }

    [Fact]
    public async Task ARecordThatStandsInQuarantineForTheSameReasonIsNotWrittenAgain()
    {
        await using var session = await OpenAsync();
        var bad = new RejectedRecord(new("f", 3), "Email", "why", "k", "raw");
        foreach (var record in new[] { bad, bad, bad with { Reason = "another" } })
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await session.EndRunAsync(World.Certificate(run, RunOutcome.Failed), [record], Cancellation);
        }

        Assert.Equal(["another", "why"], (await Store.Ledger.QuarantineAsync("acme", 10, Cancellation)).Select(q => q.Record.Reason), StringComparer.Ordinal);
    }
}
