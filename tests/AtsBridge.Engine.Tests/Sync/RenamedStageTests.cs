using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A renamed stage looks like hundreds of people who move at once. The world compares every plan with its sync.</summary>
public sealed class RenamedStageTests
{
    private const string Looks = "this looks like a renamed stage";

    [Fact]
    public async Task AStageThatIsRenamedIntoAMappedWordSendsNothing()
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Phone", 40, "P"), Stage("Applied", 100, "A"));

        var report = await world.SyncPartsAsync(Stage("Interview", 39, "P"), [Row("P0039", "Offer")], Stage("Interview", 2, "A"), Stage("Applied", 98, "A", from: 2));

        var hold = Assert.Single(report.Holds);
        Assert.Equal((null, 39L), (hold.Route, hold.Invites));
        Assert.Equal("39 of 40 applications in 'Phone' went to 'Interview' at once, and hardly any did before: " + Looks, hold.Reason);
        Assert.Equal((2L, 39L), (report.Certificates[0].Invited, report.Certificates[0].Held));
        Assert.StartsWith(hold.Reason, report.Certificates[0].Guard, StringComparison.Ordinal);
        var ledger = (await world.LedgerAsync()).ToLookup(i => i.Delivery.Held);
        Assert.Equal(["A0000", "A0001"], ledger[null].Select(i => i.ApplicationKey));
        Assert.All(ledger[HoldReason.GuardTripped], i => Assert.Equal((hold.Reason, hold.RunId, null), (i.Delivery.Reason, i.GuardRun, i.Delivery.NotBefore)));
        var story = (await world.StoryAsync("P0000")).Transitions[^1];
        Assert.Equal((Verdict.Hold, HoldReason.GuardTripped, hold.Reason), (story.Verdict, story.Held, story.Detail));
    }

    /// <summary>A column that was lost moves everybody, also those in stages that are too small to be counted.</summary>
    [Fact]
    public async Task WhereMoreThanOneStageOrMoreThanHalfGoesAllOfTheRunIsHeld()
    {
        await using var world = new SyncWorld { AcceptMoved = true };
        await world.SyncPartsAsync(Stage("Phone", 40), Stage("Applied", 5, "A"));
        await world.SyncPartsAsync(Stage("Phone", 40), Stage("Interview", 5, "A"));
        world.AcceptMoved = false;

        var report = await world.SyncPartsAsync(Stage("", 40), Stage("", 5, "A"), Stage("Interview", 1, "N"));

        Assert.Equal((0L, 6L, null), (report.Certificates[0].Cancelled, Assert.Single(report.Holds).Invites, report.Certificates[0].Reason));
        Assert.All(await world.LedgerAsync(), i => Assert.Equal(HoldReason.GuardTripped, i.Delivery.Held));
    }

    /// <summary>Whoever was deleted without a word stands in the stage for good, so in a feed of changes half of it is most of it.</summary>
    [Theory]
    [InlineData(SourceContents.Changes, 30, 1)]
    [InlineData(SourceContents.Changes, 29, 0)]
    [InlineData(SourceContents.Full, 47, 0)]
    public async Task AFeedThatNeverSaysWhoWasDeletedIsHeldAtHalfOfAStage(SourceContents contents, int went, int holds)
    {
        await using var world = new SyncWorld(contents, Some.Route());
        await world.SyncPartsAsync(Stage("Phone", 60, "P"), Stage("Applied", 100, "A"));

        var report = await world.SyncPartsAsync(Stage("Interview", went, "P"), Stage("Phone", 60 - went, "P", from: went), Stage("Applied", 100, "A"));

        Assert.Equal(holds, report.Holds.Count);
    }

    [Fact]
    public async Task WhatIsHeldAndCancelledStaysSilentAndWhoComesLaterIsInvited()
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Phone", 40), Stage("Applied", 100, "A"));
        var hold = Assert.Single((await world.SyncPartsAsync(Stage("Interview", 40), Stage("Applied", 100, "A"))).Holds);
        Assert.Equal(40, await CancelAllAsync(world, hold.RunId));

        var next = await world.SyncPartsAsync(Stage("Interview", 40), Stage("Interview", 1, "A"), Stage("Applied", 99, "A", from: 1));

        Assert.Empty(next.Holds);
        Assert.Equal("A0000", await world.InvitedAsync());
    }

    [Theory]
    [InlineData(StageLeftAct.Nothing)]
    [InlineData(StageLeftAct.Archive)]
    public async Task AStageThatIsRenamedAwayCancelsNothingAndArchivesNothing(StageLeftAct onLeft)
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { OnStageLeft = onLeft });
        await world.SyncPartsAsync(Stage("Applied", 40), Stage("Applied", 100, "A"));
        world.AcceptMoved = true;
        await world.SyncPartsAsync(Stage("Interview", 40), Stage("Applied", 100, "A"));
        world.AcceptMoved = false;
        await SendSomeAsync(world, 10);

        var report = await world.SyncPartsAsync(Stage("Phone Screen", 40), Stage("Applied", 100, "A"));

        Assert.Equal(0, report.Certificates[0].Cancelled);
        Assert.Equal(30, Assert.Single(report.Holds).Invites);
        Assert.Contains("Route 'engineering' names 'Interview' and not 'Phone Screen'", report.Certificates[0].Guard, StringComparison.Ordinal);
        var ledger = (await world.LedgerAsync()).GroupBy(i => i.Delivery.State).ToDictionary(g => g.Key, g => g.ToList());
        Assert.All(ledger[InviteState.Sent], i => Assert.Null(i.Delivery.Wish));
        Assert.All(ledger[InviteState.Held], i => Assert.StartsWith("its application left, and it was not cancelled: ", i.Delivery.Reason, StringComparison.Ordinal));
        Assert.Equal((10, 30), (ledger[InviteState.Sent].Count, ledger[InviteState.Held].Count));
        Assert.IsNotType<Claim.Work>(await world.ClaimAsync());
    }

    [Fact]
    public async Task WhatWasArchivedOrNotIsSaidWithTheDecision()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { OnStageLeft = StageLeftAct.Archive });
        await world.SyncPartsAsync(Stage("Applied", 40));
        world.AcceptMoved = true;
        await world.SyncPartsAsync(Stage("Interview", 40));
        world.AcceptMoved = false;
        await world.SendAllAsync();

        await world.SyncPartsAsync(Stage("Screen", 40));

        Assert.StartsWith("archiving the sent invite was not asked for: 40 of 40", (await world.StoryAsync("P0000")).Transitions[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoComesBackByARenameIsNotSentASecondCopy()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { OnReentry = ReentryAct.Resend }) { AcceptMoved = true };
        await world.SyncPartsAsync(Stage("Applied", 40));
        await world.SyncPartsAsync(Stage("Interview", 40));
        await world.SendAllAsync();
        await world.SyncPartsAsync(Stage("Screen", 40));
        world.AcceptMoved = false;

        await world.SyncPartsAsync(Stage("Interview", 40));

        Assert.All(await world.LedgerAsync(), i => Assert.Null(i.Delivery.Wish));
        Assert.Contains("a resend was not asked for: 40 of 40", (await world.StoryAsync("P0000")).Transitions[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStageWhoseIdStaysIsRenamedToo()
    {
        await using var world = new SyncWorld();
        SourceRecord[] Named(string name) => [.. Stage(name, 30).Select(r => r with { StageId = "7" }), .. Stage("Applied", 60, "A")];
        await world.SyncPartsAsync(Stage("Applied", 30), Stage("Applied", 60, "A"));
        world.AcceptMoved = true;
        await world.SyncAsync(Named("Interview"));
        world.AcceptMoved = false;

        var report = await world.SyncAsync(Named("Interview 1"));

        Assert.Equal((0L, 0L), (report.Certificates[0].Transitions, report.Certificates[0].Cancelled));
        Assert.Equal(30, Assert.Single(report.Holds).Invites);
    }

    [Fact]
    public async Task AStageThatGetsAnotherIdSendsNothing()
    {
        await using var world = new SyncWorld();
        SourceRecord[] Numbered(string id) => [.. Stage("Interview", 30).Select(r => r with { StageId = id }), .. Stage("Applied", 90, "A")];
        await world.SyncPartsAsync(Numbered("7"));

        var hold = Assert.Single((await world.SyncPartsAsync(Numbered("8"))).Holds);

        Assert.StartsWith("30 of 30 applications in 'Interview (7)' went to 'Interview (8)' at once", hold.Reason, StringComparison.Ordinal);
        Assert.Equal(30, hold.Invites);
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(20, 1)]
    public async Task FewerThanTwentyAreNeverTooMany(int people, int holds)
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Phone", people));

        Assert.Equal(holds, (await world.SyncPartsAsync(Stage("Interview", people))).Holds.Count);
    }

    [Theory]
    [InlineData(31, 0)]
    [InlineData(32, 1)]
    public async Task MostOfTheStageMustHaveGone(int went, int holds)
    {
        await using var world = new SyncWorld();
        await world.SyncPartsAsync(Stage("Phone", 40), Stage("Applied", 100, "A"));

        var report = await world.SyncPartsAsync(Stage("Interview", went), Stage("Phone", 40 - went, from: went), Stage("Applied", 100, "A"));

        Assert.Equal(holds, report.Holds.Count);
    }

    [Fact]
    public async Task AStageThatIsEmptiedEveryMorningIsHeldOnceAndThenKnown()
    {
        await using var world = new SyncWorld();
        var holds = new List<int>();
        await world.SyncPartsAsync(Stage("Applied", 500, "A"), Stage("New", 25, "D0"));
        for (var day = 1; day <= 4; day++)
        {
            var swept = Enumerable.Range(0, day).SelectMany(d => Stage("Interview", 25, $"D{d}"));
            holds.Add((await world.SyncAsync([Page([.. Stage("Applied", 500, "A"), .. swept, .. Stage("New", 25, $"D{day}")])])).Holds.Count);
        }

        // After a long weekend four times as many are too many again: three times is believed.
        var weekend = Enumerable.Range(0, 5).SelectMany(d => Stage("Interview", 25, $"D{d}"));
        Assert.Empty((await world.SyncAsync([Page([.. Stage("Applied", 500, "A"), .. weekend, .. Stage("New", 75, "D5")])])).Holds);
        Assert.Empty((await world.SyncAsync([Page([.. Stage("Applied", 500, "A"), .. weekend, .. Stage("Interview", 75, "D5")])])).Holds);
        Assert.Equal([1, 0, 0, 0], holds);
    }

    [Fact]
    public async Task WhatTheOperatorAcceptsIsSent()
    {
        await using var world = new SyncWorld { AcceptMoved = true };
        await world.SyncPartsAsync(Stage("Phone", 40));

        Assert.Equal((40L, 0), ((await world.SyncPartsAsync(Stage("Interview", 40))).Certificates[0].Invited, (await world.AgainAsync()).Holds.Count));
    }

    [Fact]
    public async Task ARenameInAFeedIsHeldAcrossItsPages()
    {
        await using var world = new SyncWorld(SourceContents.Changes);
        await world.SyncPartsAsync(Stage("Phone", 60), Stage("Applied", 300, "A"));

        var report = await world.SyncAsync(Stage("Interview", 60).Chunk(20).Select(p => Page(p)));

        Assert.Equal((0L, 60L), (report.Certificates[0].Invited, report.Certificates[0].Held));
        Assert.All(await world.LedgerAsync(), i => Assert.Equal(HoldReason.GuardTripped, i.Delivery.Held));
        Assert.Equal(60, Assert.Single(report.Holds).Invites);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 0)]
    public async Task TheRoutesOwnGuardCountsOnlyWhatWouldBeSent(int people, int invited)
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { MaxPerSync = 5 });
        await world.SyncPartsAsync(Stage("Phone", 40), Stage("Applied", 100, "A"));

        var report = await world.SyncPartsAsync(Stage("Interview", 40), Stage("Interview", people, "A"), Stage("Applied", 100 - people, "A", from: people));

        Assert.Equal((invited, 40 + people - invited), (report.Certificates[0].Invited, report.Certificates[0].Held));
        Assert.Equal(invited == 0 ? [null, "engineering"] : [null], report.Holds.Select(h => h.Route));
        var reasons = (await world.LedgerAsync()).GroupBy(i => i.Delivery.Reason?[..3] ?? "").ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal((40, people), (reasons["40 "], reasons[invited == 0 ? "one" : ""]));
    }

    internal static SourceRecord[] Stage(string stage, int people, string prefix = "P", int from = 0) =>
        [.. Enumerable.Range(from, people).Select(i => Row(FormattableString.Invariant($"{prefix}{i:D4}"), stage))];

    private static async Task<int> CancelAllAsync(SyncWorld world, long run)
    {
        var held = (await world.LedgerAsync()).Where(i => i.GuardRun == run).ToList();
        var acts = world.Acts;
        foreach (var invite in held)
        {
            Assert.True((await acts.CancelAsync(invite.Id, Cancellation)).Done);
        }

        return held.Count;
    }

    private static async Task SendSomeAsync(SyncWorld world, int most)
    {
        for (var sent = 0; sent < most;)
        {
            var work = Assert.IsType<Claim.Work>(await world.ClaimAsync());
            var id = FormattableString.Invariant($"{work.Effect}{work.Invite.Id}");
            sent += work.Effect == DeliveryEffect.CreateInvite ? 1 : 0;
            await world.FinishAsync(work, work.Effect == DeliveryEffect.CreatePerson
                ? new DeliveryEvent.PersonKnown(world.Time.GetUtcNow(), id)
                : new DeliveryEvent.InviteKnown(world.Time.GetUtcNow(), id, new InviteStatus(InviteProgress.Sent, "sent"), Adopted: false));
        }
    }
}
