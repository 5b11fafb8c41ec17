using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Sync;
using AtsBridge.Told;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;
using static AtsBridge.Engine.Tests.Told.HearingWorld;

namespace AtsBridge.Engine.Tests.Told;

public sealed class ToldTests
{
    private const string Earlier = "2026-02-28T08:00:00Z";
    private const string Later = "2026-03-01T08:00:00Z";
    private const string Latest = "2026-03-01T09:00:00Z";

    [Fact]
    public async Task WhoIsToldToHaveReachedTheStageIsInvitedWithWhatIsKnown()
    {
        await using var hearing = await StartAsync();

        Assert.Equal(WebhookVerdict.Taken, (await hearing.HearAsync([Moved("A", "Interview", Later)])).Verdict);
        var certificate = Only(await hearing.WorkOffAsync());

        Assert.Equal("A", await hearing.World.InvitedAsync());
        Assert.Equal((1L, 1L, 1L, ToldSync.Set), (certificate.Read, certificate.Changed, certificate.Invited, certificate.Set));
        Assert.True(certificate.Balances);
        Assert.Equal(0, await hearing.WaitingAsync());
        var known = (await hearing.World.Store.Ledger.ListAsync(new() { Limit = 9 }, TestContext.Current.CancellationToken)).Single();
        Assert.Equal(("Ada", "A@example.com"), (known.Request.FirstName, known.Request.Email));
    }

    [Fact]
    public async Task TheSyncBehindItFindsNothingNewAndNobodyIsInvitedTwice()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Moved("A", "Interview", Later)]);
        await hearing.WorkOffAsync();

        var report = await hearing.World.SyncAsync(Row("A", "Interview", updated: Later), Row("B"));

        Assert.Equal((0L, 0L), (report.Certificates[0].Transitions, report.Certificates[0].Invited));
        Assert.Equal("A", await hearing.World.InvitedAsync());
    }

    [Fact]
    public async Task TheSameDeliveryWaitsOnceAndIsHarmlessAfterwards()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Moved("A", "Interview", Later)]);
        Assert.Equal(WebhookVerdict.Repeated, (await hearing.AgainAsync("body 1")).Verdict);
        Assert.Equal(1, await hearing.WaitingAsync());
        await hearing.WorkOffAsync();

        Assert.Equal(WebhookVerdict.Taken, (await hearing.AgainAsync("body 1")).Verdict);
        var again = Only(await hearing.WorkOffAsync());

        Assert.Equal((1L, 1L, 0L), (again.Read, again.Unchanged, again.Transitions));
        Assert.Equal("A", await hearing.World.InvitedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnEventThatIsOvertakenChangesNothing(bool inOneRun)
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Moved("A", "Offer", Latest)]);
        if (!inOneRun)
        {
            await hearing.WorkOffAsync();
        }

        await hearing.HearAsync([Moved("A", "Interview", Later)]);
        await hearing.WorkOffAsync();

        Assert.Equal("", await hearing.World.InvitedAsync());
        Assert.Equal("Offer", await StageAsync(hearing, "A"));
    }

    [Fact]
    public async Task WhatAnEventDoesNotSayStaysAsItIs()
    {
        await using var hearing = await StartAsync();
        var before = await KnownAsync(hearing, "A");
        await hearing.HearAsync([new() { Position = new("webhook"), ApplicationId = "A", Phone = "202-555-0143", UpdatedAt = Later }]);
        await hearing.WorkOffAsync();

        var after = await KnownAsync(hearing, "A");

        Assert.Equal(before with { Position = after.Position, Phone = after.Phone, UpdatedAt = after.UpdatedAt, Attributes = after.Attributes }, after);
        Assert.Equal("202-555-0143", after.Phone?.Raw);
    }

    [Fact]
    public async Task ALostStatusIsToldAndCancelsWhatWasNotSent()
    {
        await using var hearing = await StartAsync(Some.Route() with { HoldFor = TimeSpan.FromHours(1) });
        await hearing.HearAsync([Moved("A", "Interview", Later)]);
        await hearing.WorkOffAsync();
        await hearing.HearAsync([new() { Position = new("webhook"), ApplicationId = "A", Status = "rejected", UpdatedAt = Latest }]);

        Assert.Equal(1, Only(await hearing.WorkOffAsync()).Cancelled);
    }

    [Fact]
    public async Task AStageThatIsNotToldIsRead()
    {
        await using var hearing = await StartAsync();
        hearing.Source.Single["A"] = Page(Row("A", "Interview", updated: Later));
        await hearing.HearAsync([], "A");
        await hearing.HearAsync([], "A");

        Assert.Equal(1, Only(await hearing.WorkOffAsync()).Invited);

        Assert.Equal(["A"], hearing.Source.Read);
        Assert.Equal("A", await hearing.World.InvitedAsync());
    }

    [Fact]
    public async Task AnApplicationThatIsGoneWhenItIsReadChangesNothing()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([], "nobody");

        Assert.Equal(0, Only(await hearing.WorkOffAsync()).Read);
        Assert.Equal(0, await hearing.WaitingAsync());
    }

    [Fact]
    public async Task AnEventWaitsWhileItsSourceCantBeReadAndTheSourceIsLeftInPeace()
    {
        await using var hearing = await StartAsync();
        hearing.Source.Single["A"] = Page(Row("A", "Interview", updated: Later));
        hearing.Source.Fault = new(SourceFault.Unavailable, "it is down");
        await hearing.HearAsync([], "A");

        var failed = Only(await hearing.WorkOffAsync());
        Assert.Equal((RunOutcome.Failed, "it is down"), (failed.Outcome, failed.Reason));
        Assert.Empty((await hearing.WorkOffAsync()).Reports);
        Assert.Single(hearing.Source.Read);

        hearing.Source.Fault = null;
        hearing.World.Time.Advance(TimeSpan.FromMinutes(1));
        await hearing.WorkOffAsync();
        Assert.Equal("A", await hearing.World.InvitedAsync());
    }

    /// <summary>What was told with its stage needs nothing of the source.</summary>
    [Fact]
    public async Task OneThatCantBeReadKeepsNobodyElseWaiting()
    {
        await using var hearing = await StartAsync();
        hearing.Source.Fault = new(SourceFault.Unavailable, "it is down");
        await hearing.HearAsync([], "A");
        await hearing.HearAsync([Moved("B", "Interview", Later)]);
        await hearing.HearAsync([], "C");

        var round = await hearing.WorkOffAsync();

        Assert.Equal([RunOutcome.Succeeded, RunOutcome.Failed], round.Reports.Select(r => r.Certificates[0].Outcome));
        Assert.Equal("B", await hearing.World.InvitedAsync());
        Assert.Equal(2, await hearing.WaitingAsync());
        Assert.Equal(["A"], hearing.Source.Read);
    }

    /// <summary>Its record alone is spoiled; the source is well.</summary>
    [Fact]
    public async Task OneThatTheSourceStumblesOverKeepsNobodyBehindItFromBeingRead()
    {
        await using var hearing = await StartAsync();
        hearing.Source.Single["B"] = Page(Row("B", "Interview", updated: Later));
        (hearing.Source.Fault, hearing.Source.FaultOf) = (new(SourceFault.Unreadable, "it answers with a page"), "A");
        await hearing.HearAsync([], "A");
        await hearing.HearAsync([], "A", "B");
        await hearing.HearAsync([], "B");

        var round = await hearing.WorkOffAsync();

        Assert.Equal("it answers with a page", round.Reports[^1].Certificates[0].Reason);
        Assert.Equal("B", await hearing.World.InvitedAsync());
        Assert.Equal(2, await hearing.WaitingAsync());
        Assert.Equal(["A", "B"], hearing.Source.Read);
    }

    [Fact]
    public async Task AfterADayTheNextSyncRepairsWhatItMeant()
    {
        await using var hearing = await StartAsync();
        hearing.Source.Fault = new(SourceFault.Unavailable, "it is down");
        await hearing.HearAsync([], "A");
        hearing.World.Time.Advance(TimeSpan.FromHours(25));

        await hearing.WorkOffAsync();

        Assert.Equal(0, await hearing.WaitingAsync());
    }

    /// <summary>A route that names stages by name would miss whoever is known by an id alone.</summary>
    [Fact]
    public async Task AStageThatIsToldByIdAloneMeansThatTheSourceIsRead()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Moved("A", stage: null, Later, stageId: "S9")]);

        var round = await hearing.WorkOffAsync();

        Assert.Contains("does not name the stage", round.NeedsRead, StringComparison.Ordinal);
        Assert.Equal(0, await hearing.WaitingAsync());
        Assert.Equal("Applied", await StageAsync(hearing, "A"));
    }

    /// <summary>Of somebody whom nobody knows, an event that says no stage means that the source is read.</summary>
    [Fact]
    public async Task WhoIsNewAndToldWithoutAStageMeansThatTheSourceIsRead()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Row("N", stage: null, updated: Later)]);

        Assert.Contains("does not name the stage", (await hearing.WorkOffAsync()).NeedsRead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyThatAreOnlyNamedAreReadWithTheWholeSource()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([], [.. Enumerable.Range(0, 51).Select(i => $"P{i}")]);

        Assert.Contains("51 applications at once", (await hearing.WorkOffAsync()).NeedsRead, StringComparison.Ordinal);
        Assert.Empty(hearing.Source.Read);
        Assert.Equal(0, await hearing.WaitingAsync());
    }

    [Fact]
    public async Task WhereTheAdapterReadsNoSingleOnesTheWholeSourceIsRead()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Moved("B", "Interview", Later)], "A");

        var round = await hearing.WorkOffAsync(new OnlyHears());

        Assert.Contains("reads no single ones", round.NeedsRead, StringComparison.Ordinal);
        Assert.Equal("B", await hearing.World.InvitedAsync());
        Assert.Equal(0, await hearing.WaitingAsync());
    }

    [Fact]
    public async Task WhoIsNewIsInvitedWhereItIsToldInTheStage()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Row("N", "Interview", updated: Later)]);

        Assert.Equal(1, Only(await hearing.WorkOffAsync()).New);
        var sync = await hearing.World.SyncAsync(Row("A", updated: Earlier), Row("B", updated: Earlier), Row("N", "Interview", updated: Later));

        Assert.Equal(3, sync.Certificates[0].Unchanged);
        Assert.Equal("N", await hearing.World.InvitedAsync());
    }

    [Fact]
    public async Task BeforeTheFirstSyncItWaitsAndThenItIsNoNews()
    {
        await using var hearing = new HearingWorld();
        await hearing.HearAsync([Row("A", "Interview", updated: Later)]);
        Assert.Empty((await hearing.WorkOffAsync()).Reports);
        Assert.Equal(1, await hearing.WaitingAsync());

        await hearing.World.SyncAsync(Row("A", "Interview", updated: Later), Row("B"));
        await hearing.WorkOffAsync();

        Assert.Equal(0, await hearing.WaitingAsync());
        Assert.Equal("", await hearing.World.InvitedAsync());
    }

    /// <summary>A mass move arrives one by one, and the guard of the route counts it as one.</summary>
    [Fact]
    public async Task TheGuardCountsWhatArrivesOneByOne()
    {
        await using var hearing = await StartAsync(Some.Route() with { MaxPerSync = 2 });
        await hearing.World.SyncAsync([.. Enumerable.Range(0, 5).Select(i => Row($"P{i}"))]);
        for (var i = 0; i < 3; i++)
        {
            await hearing.HearAsync([Moved($"P{i}", "Interview", Later)]);
            await hearing.WorkOffAsync();
            hearing.World.Time.Advance(TimeSpan.FromMinutes(10));
        }

        var held = await hearing.World.Store.Ledger.ListAsync(new() { Limit = 9 }, TestContext.Current.CancellationToken);
        Assert.All(held, i => Assert.Equal(HoldReason.GuardTripped, i.Delivery.Held));
        Assert.Equal(3, held.Count);

        hearing.World.Time.Advance(TimeSpan.FromHours(2));
        await hearing.HearAsync([Moved("P3", "Interview", Later)]);
        Assert.Equal(1, Only(await hearing.WorkOffAsync()).Invited);
    }

    [Fact]
    public async Task WhatCantBeReadGoesToQuarantine()
    {
        await using var hearing = await StartAsync();
        await hearing.HearAsync([Moved("A", "Interview", Later) with { Email = "a@example.com, b@example.com" }, Moved("B", "Interview", Later)]);

        var certificate = Only(await hearing.WorkOffAsync());

        Assert.Equal((2L, 1L, 1L), (certificate.Read, certificate.Quarantined, certificate.Invited));
        Assert.Equal("A", Assert.Single(await QuarantineTests.OpenAsync(hearing.World)).Record.Key);
    }

    [Fact]
    public async Task WhatIsNotProvenIsNotBelieved()
    {
        await using var hearing = await StartAsync();

        Assert.Equal(WebhookVerdict.Refused, (await hearing.AgainAsync("forged")).Verdict);
        Assert.Equal(0, await hearing.WaitingAsync());
    }

    [Fact]
    public async Task AHandshakeIsAnsweredWithItsHeaders()
    {
        await using var hearing = await StartAsync();
        hearing.Source.Bodies["hello"] = new WebhookResult.Handshake(new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Hook-Secret"] = "s" });

        var answer = await hearing.AgainAsync("hello");

        Assert.Equal((WebhookVerdict.Ignored, "s"), (answer.Verdict, answer.Headers["X-Hook-Secret"]));
    }

    private static async Task<HearingWorld> StartAsync(params Route[] routes)
    {
        var hearing = new HearingWorld(routes);
        await hearing.World.SyncAsync(Row("A", updated: Earlier), Row("B", updated: Earlier));
        return hearing;
    }

    private static RunCertificate Only(ToldRound round) => Assert.Single(Assert.Single(round.Reports).Certificates);

    private static async Task<string?> StageAsync(HearingWorld hearing, string key) => (await KnownAsync(hearing, key)).Stage;

    private static async Task<Application> KnownAsync(HearingWorld hearing, string key)
    {
        await using var session = await hearing.World.Store.Sync.OpenAsync("acme", SyncMode.Plan, TestContext.Current.CancellationToken);
        return (await session.FindAsync([key], TestContext.Current.CancellationToken))[key].Application;
    }

    private sealed class OnlyHears : ICandidateSource
    {
        public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => AsyncEnumerable.Empty<SourcePage>();
    }
}
