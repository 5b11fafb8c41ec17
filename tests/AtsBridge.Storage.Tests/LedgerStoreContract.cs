using AtsBridge.Delivery;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must be able to answer.</summary>
public abstract class LedgerStoreContract
{
    protected abstract AtsBridgeStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("app-1")]
    [InlineData("1")]
    [InlineData("cand-1")]
    [InlineData("1@eXample.COM")]
    [InlineData(" 1@example.com ")]
    public async Task AStoryIsFoundByEveryNameOfItsApplication(string who)
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")), World.Sealed("2"));
        var claim = Assert.IsType<Claim.Work>(await Store.Delivery.ClaimAsync(
            "gather", World.Start, [], new(), s => DeliveryStep.Step(s, new DeliveryEvent.Wake(World.Start), new()), Cancellation));
        var story = Assert.Single(await Store.Ledger.ExplainAsync(who, Cancellation));
        Assert.Equal(("acme", "1", true), (story.Source, story.Application!.Key, story.Present));
        Assert.Equal(claim.AttemptId, Assert.Single(story.Attempts).Id);
        Assert.Equal(claim.Invite.Id, Assert.Single(story.Invites).Id);
        var transition = Assert.Single(story.Transitions);
        Assert.Equal(("Interview", "engineering", claim.Invite.Id, "monday.csv row 17"), (transition.ToStage, transition.Route, transition.InviteId, transition.Position));
    }

    [Fact]
    public async Task NobodyIsExplainedByANameThatNobodyHas() =>
        Assert.Empty(await Store.Ledger.ExplainAsync("' OR 1=1 --", Cancellation));

    [Fact]
    public async Task WhatNeverLeftQuarantineHasAStoryToo()
    {
        await using (var session = await Store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation))
        {
            var run = await session.BeginRunAsync(World.Start, Cancellation);
            await session.EndRunAsync(World.Certificate(run), [new(new("f", 3), "Email", "two addresses", "k")], Cancellation);
        }

        var story = Assert.Single(await Store.Ledger.ExplainAsync("k", Cancellation));
        Assert.Null(story.Application);
        Assert.Equal("two addresses", Assert.Single(story.Quarantined).Record.Reason);
    }

    [Fact]
    public async Task AnInviteComesBackAsItWasWritten()
    {
        var invite = World.Invite("1") with
        {
            Delivery = new()
            {
                State = InviteState.Ambiguous, NotBefore = World.Start, PersonReference = "p", InviteReference = "i", Attempts = 1, EmptyLookUps = 2,
                FailedLookUps = 3, SaidToExist = true, CancelRequested = true, SinkStatus = "s", ExpiresAt = World.Start.AddDays(7), Reason = "r",
            },
            StatusAskedAt = World.Start,
        };
        var run = await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", invite));
        var found = Assert.Single(await Store.Ledger.ListAsync(new(), Cancellation));
        Assert.Equivalent(invite with { Id = found.Id, RunId = run }, found, strict: true);
        Assert.Equal(invite.Delivery, found.Delivery);
        Assert.Null(await Store.Ledger.FindAsync(found.Id + 1, Cancellation));
    }

    /// <summary>Drivers cut text at the length that a mapping believes in, without a word.</summary>
    [Fact]
    public async Task TextOfAnyLengthAndAlphabetComesBackWhole()
    {
        var text = string.Concat(Enumerable.Repeat("ä'\"漢𝄞\n;--", 1_000));
        var application = World.New(text) with { Latest = StoredApplication.Of(World.Application(text) with { LastName = text, Stage = text }) };
        var invite = World.Invite(text) with { Identities = [text], Route = text, Delivery = new() { State = InviteState.Due, NotBefore = World.Start, Reason = text } };
        invite = invite with { Request = invite.Request with { LastName = text } };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, new SealedChange(application, text, new(Transitions.TransitionKind.Appeared, null, application.After, World.Start), new(Routing.Verdict.Invite, World.Route, Detail: text), invite));
        await using var session = await Store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation);
        await session.StageAsync([application], Cancellation);
        Assert.Equal(text, (await session.FindStagedAsync(text, Cancellation))!.After.LastName);
        await session.EndRunAsync(World.Certificate(0) with { Reason = text, Notes = [text] }, [new(new(text), null, text, text, text)], Cancellation);

        var story = Assert.Single(await Store.Ledger.ExplainAsync(text, Cancellation));
        Assert.Equal((text, text), (story.Application!.LastName, story.Application.Stage));
        Assert.Equal((text, text, text), (story.Transitions[0].ToStage, story.Transitions[0].Detail, story.Quarantined[0].Record.Excerpt));
        Assert.Equal((text, text, text), (story.Invites[0].Request.LastName, story.Invites[0].Delivery.Reason, story.Invites[0].Route));
        Assert.Equal(text, (await Store.Ledger.RunsAsync(null, 1, Cancellation))[0].Notes[0]);
        Assert.Single(await session.FindAsync([text], Cancellation));
        Assert.Single(await session.TakenAsync([new("gather", "interview-1", text)], Cancellation));
    }

    [Fact]
    public async Task InvitesAreListedByEveryFilterTheNewestFirst()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded,
            World.Sealed("1", World.Invite("1")), World.Sealed("2", World.Invite("2") with { Route = "r2" }), World.Sealed("3", World.Invite("3") with { Sink = "s3" }));
        var all = await Store.Ledger.ListAsync(new(), Cancellation);
        Assert.Equal(["3", "2", "1"], all.Select(i => i.ApplicationKey), StringComparer.Ordinal);
        var sent = all[2] with { Delivery = all[2].Delivery with { State = InviteState.Sent } };
        Assert.True(await Store.Ledger.ChangeAsync(sent, World.Start.AddHours(1), Cancellation));
        Assert.False(await Store.Ledger.ChangeAsync(sent, World.Start.AddHours(1), Cancellation));

        Assert.Equal("1", Assert.Single(await Store.Ledger.ListAsync(new() { States = [InviteState.Sent, InviteState.Held] }, Cancellation)).ApplicationKey);
        Assert.Equal("2", Assert.Single(await Store.Ledger.ListAsync(new() { Route = "r2" }, Cancellation)).ApplicationKey);
        Assert.Equal("3", Assert.Single(await Store.Ledger.ListAsync(new() { Sink = "s3" }, Cancellation)).ApplicationKey);
        Assert.Equal("2", Assert.Single(await Store.Ledger.ListAsync(new() { Ids = [all[1].Id] }, Cancellation)).ApplicationKey);
        Assert.Equal(2, (await Store.Ledger.ListAsync(new() { ChangedBefore = World.Start.AddHours(1) }, Cancellation)).Count);
        Assert.Equal("3", Assert.Single(await Store.Ledger.ListAsync(new() { Limit = 1 }, Cancellation)).ApplicationKey);
        Assert.Empty(await Store.Ledger.ListAsync(new() { Source = "nobody" }, Cancellation));
        var counts = await Store.Ledger.CountAsync(null, Cancellation);
        Assert.Equal((2L, 1L), (counts[InviteState.Due], counts[InviteState.Sent]));
        Assert.Equal(1, Assert.Single(await Store.Ledger.CountAsync("s3", Cancellation)).Value);
    }

    [Fact]
    public async Task StagesAreRememberedWhenEveryoneHasLeftThem()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1"));
        var moved = World.New("1", "Offer") with { Kind = ChangeKind.Changed };
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, new SealedChange(moved, "1", null, null, null));
        Assert.Equal(["Interview", "Offer", "id-Interview", "id-Offer"], (await Store.Ledger.StagesSeenAsync("acme", Cancellation)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Empty(await Store.Ledger.StagesSeenAsync("other", Cancellation));
    }
}
