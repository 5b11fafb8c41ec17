using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Statuses;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must do for the statuses that platforms tell.</summary>
public abstract class StatusStoreContract
{
    private static readonly DeliveryPolicy Policy = new();

    protected abstract AtsBridgeStore Store { get; }

    protected abstract Task RestartAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => World.Start.AddHours(1);

    [Fact]
    public async Task ADeliveryIsOnRecordOnceAlsoOverARestart()
    {
        Assert.True(await ReceiveAsync("d1", Report("i-1")));
        Assert.False(await ReceiveAsync("d1", Report("i-1")));
        await RestartAsync();
        Assert.False(await ReceiveAsync("d1", Report("i-1")));
        Assert.True(await Store.Statuses.ReceiveAsync("other", "d1", [Report("i-1")], Now, Cancellation));
        Assert.True(await ReceiveAsync("d2", Report("i-1"), Report("i-2"), Report("i-3")));
        Assert.False(await ReceiveAsync("d2", Report("i-1"), Report("i-2"), Report("i-3")));

        Assert.Equal("Waiting 4", await CountsAsync());
    }

    [Fact]
    public async Task WhatWaitsMovesItsInviteAfterARestartToo()
    {
        await SealAsync(Sent("1", "i-1"), Sent("2", "i-2"));
        await ReceiveAsync("d1", Report("i-1", InviteProgress.Completed, Now.AddMilliseconds(-7)));
        await RestartAsync();

        Assert.Equal([WebhookState.Moved], await WorkOffAsync());
        Assert.Empty(await WorkOffAsync());

        var moved = await InviteAsync("1");
        Assert.Equal((InviteState.Completed, "Completed", Now.AddMilliseconds(-7)), (moved.Delivery.State, moved.Delivery.SinkStatus, moved.Delivery.StatusAt));
        Assert.Equal((1L, Now), (moved.Epoch, moved.ChangedAt));
        Assert.Equal((InviteState.Sent, 0L), ((await InviteAsync("2")).Delivery.State, (await InviteAsync("2")).Epoch));
        Assert.Equal("Moved 1", await CountsAsync());
    }

    [Fact]
    public async Task WhatSaysNothingNewLeavesTheInviteUntouched()
    {
        await SealAsync(Sent("1", "i-1"));
        await ReceiveAsync("d1", Report("i-1", InviteProgress.Reviewed, Now));
        await ReceiveAsync("d2", Report("i-1", InviteProgress.Reviewed, Now));
        await ReceiveAsync("d3", Report("i-1", InviteProgress.Completed, Now.AddSeconds(-1)));

        Assert.Equal([WebhookState.Moved, WebhookState.Known, WebhookState.Outdated], await WorkOffAsync());
        Assert.Equal((InviteState.Reviewed, 1L), ((await InviteAsync("1")).Delivery.State, (await InviteAsync("1")).Epoch));
    }

    [Fact]
    public async Task OnlySoManyAreWorkedOffAtOnceTheOldestFirst()
    {
        await SealAsync(Sent("1", "i-1"));
        for (var i = 0; i < 5; i++)
        {
            await ReceiveAsync($"d{i}", Report("i-1", InviteProgress.Completed, Now.AddSeconds(i)));
        }

        foreach (var count in new[] { 2, 2, 1, 0 })
        {
            Assert.Equal(count, (await WorkOffAsync(2)).Count);
        }

        Assert.Equal(Now.AddSeconds(4), (await InviteAsync("1")).Delivery.StatusAt);
    }

    /// <summary>The platform may be quicker than our own record of what it answered.</summary>
    [Fact]
    public async Task AReportOfAnInviteThatIsNotKnownYetWaitsForIt()
    {
        await SealAsync(World.Invite("1"));
        var work = Assert.IsType<Claim.Work>(await Store.Delivery.ClaimAsync(
            "gather", World.Start, [], Policy, s => DeliveryStep.Step(s with { PersonReference = "p" }, new DeliveryEvent.Wake(World.Start), Policy), Cancellation));
        await ReceiveAsync("d1", Report("i-1", InviteProgress.Completed, Now));
        await ReceiveAsync("d2", Report("i-9", InviteProgress.Completed, Now));

        Assert.Equal([WebhookState.Unmatched, WebhookState.Unmatched], await WorkOffAsync());
        Assert.Empty(await WorkOffAsync());
        await RestartAsync();
        var known = new DeliveryEvent.InviteKnown(World.Start.AddSeconds(9), "i-1", new(InviteProgress.Sent, "invite_sent"), Adopted: false);
        await Store.Delivery.FinishAttemptAsync(
            work.AttemptId, AttemptOutcome.Done, null, work.Invite with { Delivery = DeliveryStep.Step(work.Invite.Delivery, known, Policy).State }, World.Start, Cancellation);

        Assert.Equal([WebhookState.Moved], await WorkOffAsync());
        Assert.Equal(InviteState.Completed, (await InviteAsync("1")).Delivery.State);
        Assert.Equal("Moved 1, Unmatched 1", await CountsAsync());
    }

    [Fact]
    public async Task AnInviteThatTheSinkIsBeingAskedAboutIsLeftAloneUntilItsAnswerIsIn()
    {
        await SealAsync(Sent("1", "i-1") with { Delivery = SentState("i-1") with { Wish = SinkAct.Archive, NotBefore = World.Start, ExpiresAt = World.Start } });
        var work = Assert.IsType<Claim.Work>(await Store.Delivery.ClaimAsync(
            "gather", World.Start, [], Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(World.Start), Policy), Cancellation));
        await ReceiveAsync("d1", Report("i-1", InviteProgress.Completed, Now));

        Assert.Empty(await WorkOffAsync());
        Assert.Equal(0, await ExpireAsync(Now));
        var archived = DeliveryStep.Step(work.Invite.Delivery, new DeliveryEvent.Archived(World.Start), Policy).State;
        Assert.True(await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, null, work.Invite with { Delivery = archived }, World.Start, Cancellation));
        Assert.Equal([WebhookState.Moved], await WorkOffAsync());
    }

    /// <summary>Two applications that turned out to be one person at the platform may have adopted one invite.</summary>
    [Fact]
    public async Task EveryInviteOfThatReferenceMoves()
    {
        await SealAsync(Sent("1", "i-1"), Sent("2", "i-1"), Sent("3", "i-1") with { Sink = "other" });
        await ReceiveAsync("d1", Report("i-1"));

        Assert.Equal([WebhookState.Moved], await WorkOffAsync());
        Assert.Equal("1 Completed, 2 Completed, 3 Sent", await StatesAsync());
    }

    [Fact]
    public async Task WhatRanOutExpiresWithoutARequest()
    {
        await SealAsync(Ends("begun", InviteState.PartiallyCompleted, Now), Ends("out", InviteState.Sent, Now), Ends("later", InviteState.Sent, Now.AddMilliseconds(1)), Ends("done", InviteState.Completed, Now), Sent("open", "i-open"),
            // What is left of somebody who was erased.
            World.Invite("nobody") with { Delivery = new() { State = InviteState.Sent, ExpiresAt = Now } });

        Assert.Equal(2, await ExpireAsync(Now));
        Assert.Equal(0, await ExpireAsync(Now));
        Assert.Equal("begun Expired, done Completed, later Sent, nobody Sent, open Sent, out Expired", await StatesAsync());
    }

    /// <summary>The person may have answered in the last minutes, and where a webhook got lost only a question tells.</summary>
    [Fact]
    public async Task WhatRanOutSinceItsStatusIsKnownIsAskedForOnceMore()
    {
        var end = World.Start;
        var asked = end.AddHours(1);
        await SealAsync(
            Ends("never", InviteState.Expired, end), Ends("before", InviteState.Expired, end, end.AddMinutes(-1)), Ends("after", InviteState.Expired, end, end),
            Ends("long ago", InviteState.Expired, end.AddDays(-8)), Ends("just now", InviteState.Expired, asked), Ends("open", InviteState.Sent, asked.AddDays(1)));

        async Task<string> AskAsync(int limit) => string.Join(", ", (await Store.Delivery.OpenInvitesAsync("gather", asked, limit, Cancellation)).Select(i => i.ApplicationKey));
        Assert.Equal("never, before, open", await AskAsync(10));
        Assert.Equal("never, open", await AskAsync(2));
        await Store.Delivery.SetStoppedAsync("gather", "401", Now, Cancellation);
        Assert.Equal("", await AskAsync(10));
    }

    [Fact]
    public async Task WhatOneAskedForAndNoWebhookToldIsExpectedThenLostAndFoundAgainIfItComesAfterAll()
    {
        await SealAsync(Sent("1", "i-1"), Sent("2", "i-2"));
        await ExpectAsync("1", promised: true);
        await ExpectAsync("1", promised: true);
        await ExpectAsync("2", promised: true);
        Assert.Equal("Expected 2", await CountsAsync());

        await ReceiveAsync("d1", Report("i-1"));
        await WorkOffAsync();
        Assert.Equal("Expected 1, Moved 1", await CountsAsync());
        Assert.Equal((0, 0), await Store.Statuses.CloseAsync("gather", World.Start, Now, Cancellation));
        Assert.Equal((0, 1), await Store.Statuses.CloseAsync("gather", World.Start, Now.AddMilliseconds(1), Cancellation));
        Assert.Equal((0, 0), await Store.Statuses.CloseAsync("gather", World.Start, Now.AddMilliseconds(1), Cancellation));
        Assert.Equal("Lost 1, Moved 1", await CountsAsync());

        await ReceiveAsync("d2", Report("i-2"));
        await WorkOffAsync();
        Assert.Equal("Moved 2", await CountsAsync());
    }

    [Fact]
    public async Task NotPromisedItIsExpectedOnlyWhereTheSinkHasToldThatWordBefore()
    {
        await SealAsync(Sent("1", "i-1"), Sent("2", "i-2"));
        await ExpectAsync("1", promised: false);
        Assert.Equal("", await CountsAsync());

        await ReceiveAsync("d1", Report("i-2", InviteProgress.Completed));
        await ExpectAsync("1", promised: false);
        await ExpectAsync("2", promised: true);
        Assert.Equal("Waiting 1", await CountsAsync());
        await WorkOffAsync();
        await ExpectAsync("1", promised: false, InviteProgress.Hired);
        Assert.Equal("Moved 1", await CountsAsync());
        await ExpectAsync("1", promised: false);
        Assert.Equal("Expected 1, Moved 1", await CountsAsync());
    }

    [Fact]
    public async Task WhatIsNobodysIsForgottenInItsTimeAndNothingElse()
    {
        await SealAsync(Sent("1", "i-1"));
        await ReceiveAsync("d1", Report("theirs"));
        await ReceiveAsync("d2", Report("i-1"));
        await WorkOffAsync();
        await ReceiveAsync("d3", Report("i-1", InviteProgress.Reviewed));

        Assert.Equal((0, 0), await Store.Statuses.CloseAsync("gather", Now, Now, Cancellation));
        Assert.Equal((1, 0), await Store.Statuses.CloseAsync("gather", Now.AddDays(1), Now, Cancellation));
        Assert.Equal("Moved 1, Waiting 1", await CountsAsync());
        Assert.Empty(await Store.Statuses.CountAsync("gather", Now.AddSeconds(1), Cancellation));
        Assert.Empty(await Store.Statuses.CountAsync("other", World.Start, Cancellation));
    }

    private static StatusReport Report(string reference, InviteProgress progress = InviteProgress.Completed, DateTimeOffset? at = null) =>
        new("status_changed", new(reference), progress, progress.ToString(), at ?? Now);

    private static DeliveryState SentState(string reference) => new() { State = InviteState.Sent, PersonReference = "p", InviteReference = reference, SinkStatus = "Sent" };

    private static Invite Sent(string key, string reference) => World.Invite(key) with { Delivery = SentState(reference) };

    private static Invite Ends(string key, InviteState state, DateTimeOffset end, DateTimeOffset? statusAt = null) =>
        World.Invite(key) with { Delivery = SentState("i-" + key) with { State = state, ExpiresAt = end, StatusAt = statusAt } };

    private Task SealAsync(params Invite[] invites) =>
        World.SealAsync(Store.Sync, RunOutcome.Succeeded, [.. invites.Select(i => World.Sealed(i.ApplicationKey, i))]);

    private Task<bool> ReceiveAsync(string delivery, params StatusReport[] reports) => Store.Statuses.ReceiveAsync("gather", delivery, reports, Now, Cancellation);

    private Task<IReadOnlyList<WebhookState>> WorkOffAsync(int most = 100) => Store.Statuses.WorkOffAsync("gather", Now, Apply, most, Cancellation);

    private static (DeliveryState State, WebhookState Outcome) Apply(DeliveryState before, StatusReport report)
    {
        var (after, _) = DeliveryStep.Step(before, new DeliveryEvent.StatusSeen(Now, new(report.Progress, report.Word, At: report.At)), Policy);
        return (after, after.State != before.State ? WebhookState.Moved : report.Word == before.SinkStatus ? WebhookState.Known : WebhookState.Outdated);
    }

    private Task<int> ExpireAsync(DateTimeOffset now) =>
        Store.Statuses.ExpireAsync("gather", now, s => DeliveryStep.Step(s, new DeliveryEvent.ExpiryPassed(now), Policy).State, 100, Cancellation);

    private async Task ExpectAsync(string key, bool promised, InviteProgress progress = InviteProgress.Completed) =>
        await Store.Statuses.ExpectAsync(await InviteAsync(key), new(progress, progress.ToString()), promised, Now, Cancellation);

    private async Task<Invite> InviteAsync(string key) => (await Store.Ledger.ListAsync(new(), Cancellation)).Single(i => i.ApplicationKey == key);

    private async Task<string> StatesAsync() =>
        string.Join(", ", (await Store.Ledger.ListAsync(new(), Cancellation)).Select(i => $"{i.ApplicationKey} {i.Delivery.State}").Order(StringComparer.Ordinal));

    private async Task<string> CountsAsync() => string.Join(", ",
        (await Store.Statuses.CountAsync("gather", World.Start, Cancellation)).Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));
}
