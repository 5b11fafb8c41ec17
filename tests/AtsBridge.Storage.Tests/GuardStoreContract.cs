using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must do for the guards: remember, compare, hold, and let wait.</summary>
public abstract class GuardStoreContract
{
    protected abstract AtsBridgeStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<ISyncSession> OpenAsync(SyncMode mode = SyncMode.Commit) => Store.Sync.OpenAsync("acme", mode, Cancellation);

    [Fact]
    public async Task ThePastIsOfRunsThatSucceededAndBroughtSomethingTheNewestFirst()
    {
        await using var session = await OpenAsync();
        async Task RunAsync(RunOutcome outcome, long known, long moved, long vanished, long @new = 1)
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await session.EndRunAsync(World.Certificate(run, outcome) with { Known = known, Moved = moved, Vanished = vanished, New = @new, Changed = 0, Read = @new + 1 }, [], Cancellation);
        }

        await RunAsync(RunOutcome.Succeeded, known: 0, moved: 0, vanished: 0);
        await RunAsync(RunOutcome.Succeeded, known: 100, moved: 1, vanished: 2);
        await RunAsync(RunOutcome.Failed, known: 100, moved: 50, vanished: 50);
        await RunAsync(RunOutcome.Succeeded, known: 100, moved: 0, vanished: 0, @new: 0);
        await RunAsync(RunOutcome.Succeeded, known: 101, moved: 3, vanished: 4, @new: 0);

        Assert.Equal([new PastRun(101, 3, 4), new PastRun(100, 1, 2)], await session.PastAsync(20, Cancellation));
        Assert.Equal([new PastRun(101, 3, 4)], await session.PastAsync(1, Cancellation));
        await using var other = await Store.Sync.OpenAsync("other", SyncMode.Plan, Cancellation);
        Assert.Empty(await other.PastAsync(20, Cancellation));
    }

    [Fact]
    public async Task TheMostThatEverWentAWayIsKeptInAnyCase()
    {
        var way = Way("Phone", "Interview");
        foreach (var count in new[] { 7L, 9L, 6L, 4L })
        {
            await using var session = await OpenAsync();
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            await seal.RememberMovesAsync(new Dictionary<StageShift, long> { [way] = count, [Way("Rare", "Way")] = 4 }, Cancellation);
            await seal.CompleteAsync(new(), World.Certificate(run), Cancellation);
        }

        await using var reading = await OpenAsync(SyncMode.Plan);
        var most = await reading.MostMovedAsync([Way(" PHONE", "interview"), Way("Interview", "Phone"), Way("Rare", "Way")], Cancellation);
        Assert.Equal((9L, 0L, 0L), (most[way], most[Way("Interview", "Phone")], most[Way("Rare", "Way")]));
    }

    [Fact]
    public async Task AStageFromWhichManyWentAndInWhichNobodyStandsIsEmptied()
    {
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            await seal.WriteAsync(run, World.Start, [World.Sealed("1")], Cancellation);
            await seal.RememberMovesAsync(new Dictionary<StageShift, long> { [Way("Interview", "X")] = 30, [Way("Phone", "Interview")] = 20, [Way("Screen", "Interview")] = 19 }, Cancellation);
            await seal.CompleteAsync(new(), World.Certificate(run), Cancellation);
        }

        Assert.Equal([Way("Phone", "Interview")], await Store.Ledger.EmptiedStagesAsync("acme", Cancellation));
        Assert.Empty(await Store.Ledger.EmptiedStagesAsync("other", Cancellation));
    }

    [Fact]
    public async Task HeadsAreOfThoseWhoAreThereWithWhatThePlanHasRetained()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1"), World.Sealed("2"), World.Sealed("3"));
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("3", kind: ChangeKind.Vanished));
        await using var plan = await OpenAsync(SyncMode.Plan);
        Assert.Equal([new StageHeads("Interview", "id-Interview", 2)], await plan.HeadsAsync(Cancellation));

        await plan.StageAsync([World.New("1", "Offer") with { Kind = ChangeKind.Changed }, World.New("4")], Cancellation);
        await plan.EndSetAsync(Cancellation);
        Assert.Equal(
            [new StageHeads("Interview", "id-Interview", 2), new StageHeads("Offer", "id-Offer", 1)], (await plan.HeadsAsync(Cancellation)).OrderBy(h => h.Stage, StringComparer.Ordinal));
    }

    [Fact]
    public async Task InvitesOfACutOffRunWaitForTheEndOfAPassOfTheirSource()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Running, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2") with { Route = "other" }));
        await using (var other = await Store.Sync.OpenAsync("other", SyncMode.Commit, Cancellation))
        {
            Assert.Empty(await other.AwaitingAsync(Cancellation));
            await other.EndPassAsync(Cancellation);
        }

        await using var session = await OpenAsync();
        var run = await session.BeginRunAsync(World.Start, Cancellation);
        Assert.Equal([new AwaitingInvites(1, "engineering", 1), new AwaitingInvites(1, "other", 1)], await session.AwaitingAsync(Cancellation));
        await using (var seal = await session.BeginSealAsync(Cancellation))
        {
            await seal.WriteAsync(run, World.Start, [World.Sealed("3", World.Invite("3"))], Cancellation);
            Assert.Equal(2, (await session.AwaitingAsync(Cancellation)).Count);
            await seal.CompleteAsync(new(), World.Certificate(run), Cancellation);
        }

        // The run has ended, and its own invites may go; the pass has not.
        Assert.Equal([false, true, true], (await Store.Ledger.ListAsync(new(), Cancellation)).Select(i => i.AwaitsPass));
        await session.EndPassAsync(Cancellation);
        Assert.All(await Store.Ledger.ListAsync(new(), Cancellation), i => Assert.False(i.AwaitsPass));
    }

    [Fact]
    public async Task AnInterruptedRunLetsNothingGo()
    {
        var run = await World.SealAsync(Store.Sync, RunOutcome.Running, World.Sealed("1", World.Invite("1")));
        await using (var session = await OpenAsync())
        {
            await session.EndRunAsync(World.Certificate(run, RunOutcome.Interrupted), [], Cancellation);
        }

        Assert.True(Assert.Single(await Store.Ledger.ListAsync(new(), Cancellation)).AwaitsPass);
        Assert.IsType<Claim.NothingDue>(await Store.Delivery.ClaimAsync("gather", World.Start, [], new(), s => DeliveryStep.Step(s, new DeliveryEvent.Wake(World.Start), new()), Cancellation));
    }

    [Fact]
    public async Task WhatTheGuardHoldsOfAnEarlierRunIsCountedThere()
    {
        var undo = World.Invite("2") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.UndoWindow, NotBefore = World.Start } };
        var suspected = World.Invite("3") with { Delivery = new() { State = InviteState.Held, Held = HoldReason.GuardTripped, Reason = "renamed" }, GuardRun = 1 };
        var first = await World.SealAsync(Store.Sync, RunOutcome.Interrupted, World.Sealed("1", World.Invite("1")), World.Sealed("2", undo), World.Sealed("3", suspected));
        await using (var session = await OpenAsync())
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            Assert.Equal(2, await seal.HoldAllAsync(first, "engineering", new(run, "too many", Except: "renamed"), Cancellation));
            await seal.CompleteAsync(new(), World.Certificate(run), Cancellation);
        }

        var held = await Store.Ledger.ListAsync(new() { Held = HoldReason.GuardTripped }, Cancellation);
        Assert.Equal([("3", 1L, "renamed"), ("2", 2L, "too many"), ("1", 2L, "too many")], held.Select(i => (i.ApplicationKey, i.GuardRun!.Value, i.Delivery.Reason!)));
        // As these rows were made, both decisions were to invite, and the certificate counted one.
        var certificate = (await Store.Ledger.RunsAsync("acme", 2, Cancellation))[1];
        Assert.Equal((World.Certificate(0).Invited - 2, 2L), (certificate.Invited, certificate.Held));
    }

    [Fact]
    public async Task ManyAreChangedAsOneActOrNotAtAll()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Running, [.. Enumerable.Range(1, 2_500).Select(i => World.Sealed(FormattableString.Invariant($"{i}"), World.Invite(FormattableString.Invariant($"{i}"))))]);
        var all = await Store.Ledger.NumbersAsync(new() { Limit = 5 }, Cancellation);
        Assert.Equal(Enumerable.Range(1, 2_500).Reverse().Select(i => (long)i), all);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Ledger.ChangeAllAsync(
            all, i => i.Id == 100 ? throw new InvalidOperationException() : i with { Delivery = i.Delivery with { State = InviteState.Cancelled } }, World.Start, Cancellation));
        Assert.Equal(2_500, (await Store.Ledger.CountAsync(null, Cancellation))[InviteState.Due]);

        var changes = await Store.Ledger.ChangeAllAsync(
            [.. all, 9_999], i => i.Id % 2 == 0 ? null : i with { AwaitsPass = false, Delivery = i.Delivery with { State = InviteState.Cancelled, NotBefore = null } }, World.Start.AddHours(1), Cancellation);
        Assert.Equal((2_500, 1_250), (changes.Count, changes.Count(c => c.After is not null)));
        Assert.Equal(all, changes.Select(c => c.Before.Id));
        var counts = await Store.Ledger.CountAsync(null, Cancellation);
        Assert.Equal((1_250L, 1_250L), (counts[InviteState.Due], counts[InviteState.Cancelled]));
        var first = (await Store.Ledger.FindAsync(1, Cancellation))!;
        Assert.Equal((1, World.Start.AddHours(1), false), (first.Epoch, first.ChangedAt, first.AwaitsPass));
        await using var session = await OpenAsync();
        Assert.Equal([new InviteIdentity("gather", "interview-1", "c:acme:cand-2")], await session.TakenAsync([new("gather", "interview-1", "c:acme:cand-1"), new("gather", "interview-1", "c:acme:cand-2")], Cancellation));
    }

    [Fact]
    public async Task InvitesAreChosenByRunAndByGuard()
    {
        var one = await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2")));
        var two = await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("3", World.Invite("3")));
        var held = (await Store.Ledger.FindAsync(1, Cancellation))!;
        Assert.True(await Store.Ledger.ChangeAsync(held with { GuardRun = two, Delivery = held.Delivery with { State = InviteState.Held, Held = HoldReason.GuardTripped } }, World.Start, Cancellation));

        Assert.Equal([2L, 1L], await Store.Ledger.NumbersAsync(new() { RunId = one }, Cancellation));
        Assert.Equal([3L, 1L], await Store.Ledger.NumbersAsync(new() { RunId = two }, Cancellation));
        Assert.Equal([1L], await Store.Ledger.NumbersAsync(new() { RunId = two, Held = HoldReason.GuardTripped }, Cancellation));
        Assert.Empty(await Store.Ledger.NumbersAsync(new() { Held = HoldReason.UndoWindow }, Cancellation));
    }

    [Fact]
    public async Task WhatGotOutOfQuarantineIsOnRecordAndStandsThereAnewWhenItIsMetAgain()
    {
        RejectedRecord[] bad = [new(new("f", 1), "Email", "why", "k1", "raw"), new(new("f", 2), null, "why")];
        await SealAsync(bad, []);
        var open = await OpenAsync();
        Assert.Equal([("k1", "cursor", true), (null, "cursor", true)], open.Select(q => (q.Record.Key, q.Since, q.Baseline)));

        await SealAsync([], new() { [open[0].Id] = QuarantineEnd.Read, [open[1].Id] = QuarantineEnd.Gone }, World.Start.AddHours(1));
        Assert.Empty(await OpenAsync());
        Assert.Equal([QuarantineEnd.Gone, QuarantineEnd.Read], (await Store.Ledger.QuarantineAsync("acme", 9, Cancellation)).Select(q => q.End!.Value));
        Assert.Equal(World.Start.AddHours(1), (await Store.Ledger.QuarantineAsync("acme", 9, Cancellation))[0].EndedAt);
        Assert.Equal(QuarantineEnd.Read, Assert.Single(Assert.Single(await Store.Ledger.ExplainAsync("k1", Cancellation)).Quarantined).End);

        await SealAsync([bad[1]], []);
        Assert.Equal((open[1].Id, 3L), Assert.Single(await OpenAsync()) is var q ? (q.Id, q.RunId) : default);
        Assert.Equal(open[1].Id, Assert.Single(await Store.Ledger.OpenQuarantineAsync("acme", 9, Cancellation)).Id);
        Assert.Empty(await Store.Ledger.OpenQuarantineAsync("other", 9, Cancellation));

        async Task<IReadOnlyList<OpenQuarantine>> OpenAsync()
        {
            await using var session = await this.OpenAsync(SyncMode.Plan);
            return await session.OpenQuarantineAsync(Cancellation);
        }
    }

    [Fact]
    public async Task ThatSomebodyWasThereAtTheFirstSyncIsNotForgottenWithThePlace()
    {
        await SealAsync([new(new("monday", 1), "Email", "why", "k1"), new(new("monday", 2), "Email", "why", "k2")], []);
        await using (var session = await OpenAsync(SyncMode.Plan))
        {
            var open = await session.OpenQuarantineAsync(Cancellation);
            await SealAsync([new(new("tuesday", 5), "Email", "why", "k1"), new(new("tuesday", 6), "Email", "why", "k3")], new() { [open[0].Id] = QuarantineEnd.Outdated, [open[1].Id] = QuarantineEnd.Outdated }, World.Start.AddHours(1));
        }

        await SealAsync([new(new("wednesday", 5), "Email", "why", "k2")], [], World.Start.AddHours(2));
        await using var plan = await OpenAsync(SyncMode.Plan);
        Assert.Equal([("k1", true), ("k3", false), ("k2", false)], (await plan.OpenQuarantineAsync(Cancellation)).Select(q => (q.Record.Key!, q.Baseline)));
    }

    private static StageShift Way(string from, string to) => StageShift.OfStages(from, to);

    private async Task SealAsync(IReadOnlyList<RejectedRecord> rejected, Dictionary<long, QuarantineEnd> ends, DateTimeOffset? at = null)
    {
        await using var session = await OpenAsync();
        var run = await session.BeginRunAsync(World.Start, Cancellation);
        await using var seal = await session.BeginSealAsync(Cancellation);
        await seal.EndQuarantineAsync(ends, at ?? World.Start, Cancellation);
        await seal.QuarantineAsync(run, at ?? World.Start, rejected, Cancellation);
        await seal.CompleteAsync(new() { Baselined = true }, World.Certificate(run) with { Since = "cursor" }, Cancellation);
    }
}
