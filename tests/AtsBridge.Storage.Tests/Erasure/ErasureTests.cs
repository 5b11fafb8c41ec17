using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests.Erasure;

public sealed class ErasureTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IErasureStore Erasure => _store.Open.Erasure;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task<ErasureResult> EraseAsync(string who, bool several = false) => Erasure.EraseAsync(who, source: null, several, World.Start.AddDays(1), Cancellation);

    [Theory]
    [InlineData(Zuleika.Key)]
    [InlineData(Zuleika.Candidate)]
    [InlineData("  zuleika.QUIXWOOD@example.com ")]
    [InlineData(Zuleika.FormerEmail)]
    public async Task NoByteOfThePersonIsLeftInAnyFileOfTheStore(string who)
    {
        await Zuleika.LiveAsync(_store);
        Assert.Equal(Zuleika.Words.Length, Zuleika.In(_store, Zuleika.Words).Select(f => f.Split(" in ")[0]).Distinct(StringComparer.Ordinal).Count());
        var others = Others();

        var result = await EraseAsync(who);

        Assert.Equal((true, null), (result.Erased, result.Residue));
        Assert.Equal([], Zuleika.In(_store, Zuleika.Words));
        await _store.Open.DisposeAsync();
        Assert.Equal([], Zuleika.In(_store, Zuleika.Words));
        Assert.Equal(others, Others());
        await _store.RestartAsync();
    }

    /// <summary>Everybody else's rows, word for word.</summary>
    private List<string> Others() =>
    [
        .. StoreContents.Rows(_store, "SELECT * FROM application WHERE application_key LIKE 'o%' ORDER BY 2"),
        .. StoreContents.Rows(_store, "SELECT * FROM invite WHERE application_key LIKE 'o%' ORDER BY 1"),
        .. StoreContents.Rows(_store, "SELECT * FROM stage_transition WHERE application_key LIKE 'o%' ORDER BY 1"),
        .. StoreContents.Rows(_store, "SELECT * FROM invite_identity WHERE identity LIKE '%:o%' ORDER BY 1, 2, 3"),
        .. StoreContents.Rows(_store, "SELECT * FROM quarantine WHERE row_number = 5"),
        .. StoreContents.Rows(_store, "SELECT id, source, set_name, records_read, \"new\", quarantined, transitions, invited, suppressed FROM run"),
        .. StoreContents.Rows(_store, "SELECT * FROM webhook WHERE reference = 'somebody-elses'"),
        .. StoreContents.Rows(_store, "SELECT * FROM source"),
        .. StoreContents.Rows(_store, "SELECT count(*) FROM stage_transition UNION ALL SELECT count(*) FROM decision UNION ALL SELECT count(*) FROM invite UNION ALL SELECT count(*) FROM attempt UNION ALL SELECT count(*) FROM quarantine"),
    ];

    [Fact]
    public async Task WhatIsCountedStaysAndSaysNothing()
    {
        await Zuleika.LiveAsync(_store, others: 20);
        var result = await EraseAsync(Zuleika.Key);

        var person = Assert.Single(result.People);
        Assert.Equal((1, 1, 6, 1, 3), (person.Applications.Count, person.Invites.Count, person.Transitions, person.Attempts, person.Quarantined));
        Assert.Equal([new SinkCopy("gather", Zuleika.AtSink, Zuleika.InviteAtSink)], person.AtSinks);
        var invite = Assert.Single(await _store.Open.Ledger.ListAsync(new() { States = [InviteState.Sent] }, Cancellation));
        Assert.Equal(("", "the person was erased", "invite_sent", "interview-1", "engineering", null), (invite.ApplicationKey, invite.Delivery.Reason, invite.Delivery.SinkStatus, invite.Request.InterviewId, invite.Route, invite.Delivery.InviteReference));
        Assert.Empty(await _store.Open.Delivery.OpenInvitesAsync("gather", World.Start.AddYears(1), 10, Cancellation));
        Assert.Equal(3, (await _store.Open.Ledger.QuarantineAsync(null, 10, Cancellation)).Count(q => q.Record is { Reason: ErasedPeople.RedactedReason, Key: null, Excerpt: null }));
        var run = (await _store.Open.Ledger.RunsAsync("acme", 20, Cancellation))[^1];
        Assert.Equal(("what stood here named a person who was erased", "fine"), (run.Reason, run.Notes[0]));
        Assert.Empty(await _store.Open.Ledger.ExplainAsync(Zuleika.Key, Cancellation));
    }

    [Fact]
    public async Task ErasedTwiceIsErasedOnce()
    {
        await Zuleika.LiveAsync(_store, others: 5);
        Assert.Null(await Erasure.TraceAsync(Zuleika.Email, Cancellation));
        Assert.True((await EraseAsync(Zuleika.Email)).Erased);
        foreach (var who in new[] { Zuleika.Email, Zuleika.FormerEmail, Zuleika.Key, Zuleika.Candidate })
        {
            Assert.Equal(World.Start.AddDays(1), (await Erasure.TraceAsync(who, Cancellation))!.ErasedAt);
            var again = await EraseAsync(who);
            Assert.Equal((false, 0, 0), (again.Erased, again.People.Count, again.Refusals.Count));
        }

        Assert.Single(StoreContents.Rows(_store, "SELECT * FROM erasure"));
    }

    [Fact]
    public async Task WhoIsNotOnRecordLeavesNoTombstone()
    {
        await Zuleika.LiveAsync(_store, others: 5);
        var result = await EraseAsync("nobody@example.com");
        Assert.Equal((false, 0), (result.Erased, result.People.Count));
        Assert.Empty(StoreContents.Rows(_store, "SELECT * FROM tombstone"));
        Assert.Null(await Erasure.TraceAsync("nobody@example.com", Cancellation));
    }

    [Fact]
    public async Task SomebodyKnownFromQuarantineAloneCanBeErased()
    {
        await using (var session = await _store.Open.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation))
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await session.EndRunAsync(World.Certificate(run, RunOutcome.Failed), [new(new("monday.csv", 3), "Phone", "no number", Zuleika.Key, $"{Zuleika.Key};Zuleika")], Cancellation);
        }

        Assert.Equal((0, 1), (Assert.Single(await Erasure.FindAsync(Zuleika.Key, null, Cancellation)).Applications.Count, 1));
        Assert.True((await EraseAsync(Zuleika.Key)).Erased);
        Assert.Equal([], Zuleika.In(_store, [Zuleika.Key, "Zuleika"]));
    }

    [Fact]
    public async Task AnAddressThatTwoCandidatesShareAsksForAPersonsWord()
    {
        var twin = World.Application("twin") with { Email = Zuleika.Application.Email };
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, Zuleika.Change(), World.Sealed("twin") with { Change = new(ChangeKind.New, null, twin, 1) }, World.Sealed("other"));

        Assert.True(Assert.Single(await Erasure.FindAsync("cand-twin", null, Cancellation)).IsSeveral);
        Assert.False((await EraseAsync("cand-twin")).Erased);
        Assert.Equal(3, StoreContents.Rows(_store, "SELECT * FROM application").Count);

        Assert.True((await EraseAsync("cand-twin", several: true)).Erased);
        Assert.Equal("other", Assert.Single(StoreContents.Rows(_store, "SELECT application_key FROM application")));
    }

    [Fact]
    public async Task AnIdThatMeansSomebodyInTwoSourcesIsNarrowedByTheSource()
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("7"));
        await using (var session = await _store.Open.Sync.OpenAsync("retail", SyncMode.Commit, Cancellation))
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await using var seal = await session.BeginSealAsync(Cancellation);
            var theirs = World.New("7") with { Latest = StoredApplication.Of(World.Application("7", email: "theirs@example.com")) };
            await seal.WriteAsync(run, World.Start, [World.Sealed("7") with { Change = theirs }], Cancellation);
            await seal.CompleteAsync(new() { Present = 1 }, World.Certificate(run) with { Source = "retail" }, Cancellation);
        }

        Assert.Equal(2, (await Erasure.FindAsync("7", null, Cancellation)).Count);
        Assert.False((await EraseAsync("7")).Erased);
        Assert.True((await Erasure.EraseAsync("7", "Retail", several: false, World.Start, Cancellation)).Erased);
        Assert.Equal("acme", Assert.Single(StoreContents.Rows(_store, "SELECT source FROM application")));
    }

    [Theory]
    [InlineData(InviteState.Held)]
    [InlineData(InviteState.Due)]
    [InlineData(InviteState.Waiting)]
    [InlineData(InviteState.Rejected)]
    [InlineData(InviteState.NeedsReview)]
    public async Task WhatIsNotUnderWayIsOverWithThePerson(InviteState state)
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, Zuleika.Change(invite: Zuleika.Invite(state)));
        Assert.True((await EraseAsync(Zuleika.Key)).Erased);
        var invite = Assert.Single(await _store.Open.Ledger.ListAsync(new(), Cancellation));
        Assert.Equal((InviteState.Cancelled, "", null), (invite.Delivery.State, invite.ApplicationKey, invite.Delivery.NotBefore));
        Assert.IsType<Claim.NothingDue>(await _store.Open.Delivery.ClaimAsync("gather", World.Start.AddYears(1), [], new(), s => DeliveryStep.Step(s, new DeliveryEvent.Wake(World.Start.AddYears(1)), new()), Cancellation));
    }

    [Theory]
    [InlineData(InviteState.Sending)]
    [InlineData(InviteState.Ambiguous)]
    public async Task WhatIsInDoubtIsNotForgottenAndNothingIsErasedHalf(InviteState state)
    {
        var due = World.Invite("twice") with { Identities = [PersonIdentity.OfCandidate("acme", Zuleika.Candidate)], Request = World.Invite("twice").Request with { InterviewId = "interview-2" } };
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, Zuleika.Change(invite: Zuleika.Invite(state)), World.Sealed("twice", due));
        var before = StoreContents.Rows(_store, "SELECT * FROM application");

        var result = await EraseAsync(Zuleika.Key, several: true);

        Assert.False(result.Erased);
        Assert.Contains($"Invite 1 is {state}: whether it was sent is not known yet", result.Refusals[0], StringComparison.Ordinal);
        Assert.Contains("try again after 2026-03-03", result.Refusals[0], StringComparison.Ordinal);
        Assert.Equal(before, StoreContents.Rows(_store, "SELECT * FROM application"));
        Assert.Empty(StoreContents.Rows(_store, "SELECT * FROM tombstone"));
        var invites = (await _store.Open.Ledger.ListAsync(new(), Cancellation)).OrderBy(i => i.Id).ToList();
        Assert.Equal((state, true), (invites[0].Delivery.State, invites[0].Delivery.CancelRequested));
        Assert.Equal(InviteState.Cancelled, invites[1].Delivery.State);
    }

    [Fact]
    public async Task ARequestThatIsUnderWayIsWaitedForAndOneThatWasLeftIsNot()
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, Zuleika.Change(invite: Zuleika.Invite()));
        var invite = (await _store.Open.Ledger.FindAsync(1, Cancellation))!;
        var attempt = (await _store.Open.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start.AddDays(1).AddMinutes(-5), [], new(), Cancellation))!.Value;
        var refused = await EraseAsync(Zuleika.Key);
        Assert.Contains("For invite 1 a request is under way at the sink. Try again after 2026-03-03 08:01:00Z.", refused.Refusals);

        Assert.True((await Erasure.EraseAsync(Zuleika.Key, null, false, World.Start.AddDays(1).AddMinutes(2), Cancellation)).Erased);
        // Its sender comes back after all: neither his words nor his invite are written.
        Assert.False(await _store.Open.Delivery.FinishAttemptAsync(attempt, AttemptOutcome.Done, "invite of Zuleika", invite, World.Start.AddDays(1).AddMinutes(3), Cancellation));
        Assert.Equal([], Zuleika.In(_store, Zuleika.Words));
    }
}
