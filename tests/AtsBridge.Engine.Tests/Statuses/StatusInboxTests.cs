using AtsBridge.Statuses;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Statuses;

/// <summary>From what a sink tells to where the invite stands.</summary>
public sealed class StatusInboxTests
{
    private static readonly InviteProgress[] Words =
        [InviteProgress.PartiallyCompleted, InviteProgress.Completed, InviteProgress.Reviewed, InviteProgress.Hired, InviteProgress.Archived];

    /// <summary>The end of each history in order is known beforehand: every event has one effect at most, and the last one stays.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TenTimesOverAndInAnyOrderEachHasOneEffectAndTheEndIsTheSame(int seed)
    {
        const int Invites = 20;
        const int Events = 4;
        await using var world = new ToldWorld();
        var keys = Enumerable.Range(0, Invites).Select(i => $"P{i}").ToArray();
        await world.SendAsync(keys);
        var random = new Random(seed);
        var histories = keys.ToDictionary(key => key, key => Enumerable.Range(1, Events).Select(e => (At: e, Word: Words[random.Next(Words.Length)])).ToArray());
        var deliveries = histories.SelectMany(h => h.Value.Select(e => $"{ToldWorld.Of(h.Key)};{e.Word};{e.At}")).SelectMany(body => Enumerable.Repeat(body, 10)).ToArray();
        random.Shuffle(deliveries);
        var before = (await world.World.InvitesAsync()).ToDictionary(i => i.ApplicationKey, i => i.Epoch);

        var taken = 0;
        foreach (var body in deliveries)
        {
            taken += (await world.TellAsync(body)).Verdict == WebhookVerdict.Taken ? 1 : 0;
            if (random.Next(40) == 0)
            {
                await world.WorkOffAsync();
            }
        }

        await world.WorkOffAsync();

        Assert.Equal(Invites * Events, taken);
        foreach (var invite in await world.World.InvitesAsync())
        {
            var last = histories[invite.ApplicationKey][^1];
            Assert.Equal((last.Word.ToString(), world.Start.AddMinutes(Events)), (invite.Delivery.SinkStatus, invite.Delivery.StatusAt));
            Assert.Equal(last.Word.ToString(), invite.Delivery.State.ToString());
            Assert.InRange(invite.Epoch - before[invite.ApplicationKey], 1, Events);
        }

        Assert.Equal(new InboxRound(), await world.WorkOffAsync());
    }

    [Fact]
    public async Task InOrderEveryEventHasExactlyOneEffectHoweverOftenItComes()
    {
        await using var world = new ToldWorld();
        await world.SendAsync("A");
        var epoch = (await world.World.InviteAsync("A")).Epoch;
        for (var i = 0; i < Words.Length; i++)
        {
            for (var again = 0; again < 10; again++)
            {
                await world.TellAsync($"{ToldWorld.Of("A")};{Words[i]};{i}");
                var round = await world.WorkOffAsync();
                Assert.Equal(again == 0 ? 1 : 0, round.Moved);
            }

            Assert.Equal(Words[i].ToString(), await world.StateAsync("A"));
        }

        Assert.Equal(epoch + Words.Length, (await world.World.InviteAsync("A")).Epoch);
    }

    /// <summary>The sink tells of the invite before it answers that it has made it.</summary>
    [Fact]
    public async Task AWebhookThatIsQuickerThanTheAnswerIsNotLost()
    {
        await using var world = new ToldWorld();
        await world.World.AddAsync("A");
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(async call =>
        {
            var result = await world.World.Create(call.Arg<InviteRequest>());
            if (result is CreateResult.Created)
            {
                await world.TellAsync($"{ToldWorld.Of("A")};Completed;1");
                Assert.Equal(1, (await world.WorkOffAsync()).Unmatched);
                Assert.Equal("Sending", await world.StateAsync("A"));
            }

            return result;
        });

        await world.DeliverAsync();
        Assert.Equal("Sent", await world.StateAsync("A"));
        Assert.Equal(1, (await world.WorkOffAsync()).Moved);
        Assert.Equal("Completed", await world.StateAsync("A"));
    }

    /// <summary>The answer to the creation got lost, and the person was quicker than the settle time.</summary>
    [Fact]
    public async Task AWebhookOfAnInviteInDoubtWaitsUntilItIsAdopted()
    {
        await using var world = new ToldWorld();
        await world.World.AddAsync("A");
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs<CreateResult>(call =>
            call.Arg<InviteRequest>().PersonReference is null ? new CreateResult.PersonReady("p") : throw new SinkException(SinkFault.Ambiguous, "cut off"));
        await world.DeliverAsync();
        await world.TellAsync($"{ToldWorld.Of("A")};Completed;9");
        await world.TellAsync($"{ToldWorld.Of("A")};PartiallyCompleted;1");
        await world.WorkOffAsync();
        Assert.Equal(("Ambiguous", "Unmatched 2"), (await world.StateAsync("A"), await world.CountsAsync()));

        // What the look-up found is older than one of the two and newer than the other.
        world.World.Time.Advance(world.World.Policy.SettleTime);
        ((IInviteFinder)world.Sink).Configure().FindAsync(default!, default).ReturnsForAnyArgs(
            new FindResult.Invite(new(ToldWorld.Of("A")), new(InviteProgress.Sent, "Sent", At: world.Start.AddMinutes(5))));
        await world.DeliverAsync();
        Assert.Equal("Sent", await world.StateAsync("A"));
        var round = await world.WorkOffAsync();

        Assert.Equal((1, 1), (round.Moved, round.Outdated));
        Assert.Equal("Completed", await world.StateAsync("A"));
    }

    [Fact]
    public async Task WhatNobodyHereHasSentIsForgottenAfterAWeek()
    {
        await using var world = new ToldWorld();
        await world.TellAsync("i-theirs;Completed;1");
        Assert.Equal(new InboxRound(Unmatched: 1), await world.WorkOffAsync());

        world.World.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(new InboxRound(), await world.WorkOffAsync());
        world.World.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new InboxRound(Nobodys: 1), await world.WorkOffAsync());
        Assert.Equal("", await world.CountsAsync());
    }

    [Fact]
    public async Task WhatRunsOutExpiresByItselfIsAskedForOnceMoreAndMayTurnOutToBeAnswered()
    {
        await using var world = new ToldWorld();
        await world.SendAsync("A", "B");
        var end = world.Start.AddDays(7);
        world.Answers(_ => new(InviteProgress.Sent, "Sent", end));
        world.World.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal((2, 0), await world.AskAsync());
        Assert.Equal(0, (await world.WorkOffAsync()).Expired);

        world.World.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await world.WorkOffAsync()).Expired);
        Assert.Equal(0, (await world.WorkOffAsync()).Expired);
        Assert.Equal("Expired", await world.StateAsync("A"));
        world.World.Time.Advance(TimeSpan.FromMinutes(2));
        world.Answers(id => id == ToldWorld.Of("A") ? new(InviteProgress.Completed, "Completed", end) : new(InviteProgress.Sent, "Sent", end));
        Assert.Equal((2, 1), await world.AskAsync());
        world.World.Time.Advance(TimeSpan.FromHours(1));

        // The one that was answered is asked for as before, the other never again.
        Assert.Equal((1, 0), await world.AskAsync());
        Assert.Equal(("Completed", "Expired"), (await world.StateAsync("A"), await world.StateAsync("B")));
    }

    [Fact]
    public async Task AnAnswerThatIsOlderThanAWebhookMovesNothingBack()
    {
        await using var world = new ToldWorld();
        await world.SendAsync("A");
        world.World.Time.Advance(TimeSpan.FromMinutes(10));
        // The webhook comes while the answer is on its way, and is worked off before it is there.
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs<Task<InviteStatus?>>(async _ =>
        {
            await world.TellAsync($"{ToldWorld.Of("A")};Completed;10.01");
            await world.WorkOffAsync();
            return new InviteStatus(InviteProgress.Sent, "Sent");
        });

        Assert.Equal((1, 0), await world.AskAsync());
        Assert.Equal("Completed", await world.StateAsync("A"));

        // And one that was worked off only afterwards, although it happened while the answer was on its way.
        world.World.Time.Advance(TimeSpan.FromMinutes(10));
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs<Task<InviteStatus?>>(async _ =>
        {
            await world.TellAsync($"{ToldWorld.Of("A")};Reviewed;20.01");
            world.World.Time.Advance(TimeSpan.FromSeconds(5));
            return new InviteStatus(InviteProgress.Completed, "Completed");
        });
        await world.AskAsync();
        Assert.Equal(1, (await world.WorkOffAsync()).Moved);
        Assert.Equal("Reviewed", await world.StateAsync("A"));
    }

    [Fact]
    public async Task PollingRepairsWhatGotLostAndTheLostOnesAreCounted()
    {
        await using var world = new ToldWorld();
        await world.SendAsync("A", "B", "C", "D");
        world.World.Time.Advance(TimeSpan.FromMinutes(10));
        await world.TellAsync($"{ToldWorld.Of("A")};Completed;1");
        await world.TellAsync($"{ToldWorld.Of("B")};Completed;1");
        await world.WorkOffAsync();
        // The sink tells of completions, as A and B show. Of C it was late, and of D it never came; A's review it does not tell.
        world.Answers(id => id == ToldWorld.Of("A") ? new(InviteProgress.Reviewed, "Reviewed") : new(InviteProgress.Completed, "Completed"));
        Assert.Equal((4, 3), await world.AskAsync());
        Assert.Equal("Expected 2, Moved 2", await world.CountsAsync());
        await world.TellAsync($"{ToldWorld.Of("C")};Completed;9");
        Assert.Equal(1, (await world.WorkOffAsync()).Known);

        world.World.Time.Advance(StatusInbox.LateUntil + TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await world.WorkOffAsync()).Lost);
        Assert.Equal("Known 1, Lost 1, Moved 2", await world.CountsAsync());
        Assert.Equal(0, (await world.WorkOffAsync()).Lost);
    }

    [Fact]
    public async Task WhereNothingIsReceivedNothingIsExpected()
    {
        await using var world = new ToldWorld();
        await world.SendAsync("A");
        await world.TellAsync($"{ToldWorld.Of("A")};Completed;1");
        await world.WorkOffAsync();
        ((IWebhookReceiver)world.Sink).Configure().Receive(default, default!, default).ReturnsForAnyArgs(new WebhookResult.NotConfigured("no secret"));
        await world.SendAsync("B");
        world.World.Time.Advance(TimeSpan.FromMinutes(10));
        world.Answers(_ => new(InviteProgress.Completed, "Completed"));

        Assert.Equal((2, 1), await world.AskAsync());
        Assert.Equal("Moved 1", await world.CountsAsync());
    }
}
