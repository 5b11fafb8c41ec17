using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Who is invited because a stage was reached, and who not.</summary>
public sealed class ReachingTests
{
    [Fact]
    public async Task TheFirstSyncInvitesNobody()
    {
        await using var world = new SyncWorld();

        var certificate = Assert.Single((await world.SyncAsync(Row("A", "Interview"), Row("B"))).Certificates);

        Assert.True(certificate.Baseline);
        Assert.Equal((2, 0), (certificate.New, certificate.Invited));
        Assert.Equal(1, certificate.Suppressed[SuppressReason.Baseline]);
        Assert.Empty(await world.LedgerAsync());
    }

    [Fact]
    public async Task MovingIntoTheStageInvitesOnce()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));

        await world.SyncAsync(Row("A", "Interview"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task AppearingInTheStageAfterTheBaselineInvites()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"));

        await world.SyncAsync(Row("A"), Row("B", "Interview"));

        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task BecomingActiveInTheStageInvites()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", "Interview", "on hold"), Row("B"));

        await world.SyncAsync(Row("A", "Interview"), Row("B"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task AnEmptyFirstSetIsNoBaseline()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync();

        var report = await world.SyncAsync(Row("A", "Interview"));

        Assert.True(report.Certificates[0].Baseline);
        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task LeavingAndComingBackAfterTheSendSendsNothingAgain()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"));
        await world.SendAllAsync();

        await world.SyncAsync(Row("A"), Row("B"));
        var report = await world.SyncAsync(Row("A", "Interview"), Row("B"));

        Assert.Equal(1, report.Certificates[0].Suppressed[SuppressReason.AlreadyInvited]);
        Assert.Equal(InviteState.Sent, Assert.Single(await world.LedgerAsync()).Delivery.State);
    }

    [Fact]
    public async Task ACorrectedAddressIsNoNewPerson()
    {
        // Without candidate ids the e-mail is all that tells people apart, and recruiters correct it.
        await using var world = new SyncWorld();
        SourceRecord Ada(string stage, string email) => Row("A", stage, email: email) with { CandidateId = null };
        await world.SyncAsync(Ada("Applied", "ada@exmaple.com"), Row("B"));
        await world.SyncAsync(Ada("Interview", "ada@exmaple.com"), Row("B"));
        await world.SendAllAsync();
        await world.SyncAsync(Ada("Applied", "ada@example.com"), Row("B"));

        await world.SyncAsync(Ada("Interview", "ada@example.com"), Row("B"));

        Assert.Single(await world.LedgerAsync());
    }

    [Fact]
    public async Task TwoApplicationsOfOnePersonGetOneInvite()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", candidate: "P"), Row("B", candidate: "P"), Row("C", email: "A@EXAMPLE.com"));

        var report = await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"), Row("C", "Interview", email: "A@EXAMPLE.com"));

        Assert.Equal("A", await world.InvitedAsync());
        Assert.Equal(2, report.Certificates[0].Suppressed[SuppressReason.AlreadyInvited]);
    }

    [Fact]
    public async Task OnePersonInTwoSourcesGetsOneInvite()
    {
        await using var world = new SyncWorld();
        await using var other = new SyncWorld(world, "other");
        await world.SyncAsync(Row("A"), Row("X"));
        await other.SyncAsync(Row("Z", email: "a@example.com"), Row("A", email: "y@example.com"));

        await world.SyncAsync(Row("A", "Interview"), Row("X"));
        await other.SyncAsync(Row("Z", "Interview", email: " A@Example.COM"), Row("A", "Interview", email: "y@example.com"));

        Assert.Equal("A", await world.InvitedAsync());
        // The same candidate id in another source is another person.
        Assert.Equal("A", await other.InvitedAsync());
    }

    [Fact]
    public async Task WithoutCandidateIdAndEmailTheApplicationIsThePerson()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { Invite = new() { InterviewId = Some.Interview, Channels = [DeliveryChannel.Sms] } });
        SourceRecord Phone(string id, string stage) => Row(id, stage) with { CandidateId = null, Email = null, Phone = "202 555 0143", SmsOptIn = "yes" };
        await world.SyncAsync(Phone("A", "Applied"), Phone("B", "Applied"));

        await world.SyncAsync(Phone("A", "Interview"), Phone("B", "Interview"));

        Assert.Equal("A B", await world.InvitedAsync());
        Assert.Equal("+12025550143", (await world.LedgerAsync())[0].Request.Phone);
    }

    [Fact]
    public async Task WhatHappenedTooLongAgoInvitesNobody()
    {
        await using var world = new SyncWorld(SourceContents.Full, Some.Route() with { MaxAge = TimeSpan.FromDays(7) });
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));

        var report = await world.SyncAsync(
            Row("A", "Interview") with { StageEnteredAt = "2026-11-12" }, Row("B", "Interview") with { StageEnteredAt = "2026-11-14" }, Row("C", "Interview"));

        Assert.Equal("B C", await world.InvitedAsync());
        Assert.Equal(1, report.Certificates[0].Suppressed[SuppressReason.TooOld]);
    }

    [Fact]
    public async Task ANewMeaningOfAWordIsReadFromARecordThatDidNotChange()
    {
        await using var world = new SyncWorld { Source = { Reading = Reading.Fast } };
        await world.SyncAsync(Row("A", "Interview", "in limbo"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", "in limbo"), Row("B"));
        Assert.Equal("", await world.InvitedAsync());

        world.Rules = new ConversionRules { StatusMap = new Dictionary<string, ApplicationStatus>(StringComparer.Ordinal) { ["In Limbo"] = ApplicationStatus.Active } };
        var report = await world.SyncAsync(Row("A", "Interview", "in limbo"), Row("B"));

        Assert.Equal((1, 1), (report.Certificates[0].Changed, report.Certificates[0].Unchanged));
        Assert.Equal("A", await world.InvitedAsync());
    }
}
