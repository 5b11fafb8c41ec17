using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Engine.Tests.Routing;

public sealed class RouterTests
{
    [Fact]
    public void ReachingTheStageInvites()
    {
        var decision = Decide(Moved(Some.Application()));

        Assert.Equal(Verdict.Invite, decision.Verdict);
        Assert.Equal([DeliveryChannel.Email], decision.Channels);
    }

    [Fact]
    public void WithoutARouteThereIsNoInvite() =>
        Assert.Equal(SuppressReason.NoRoute, Decide(Moved(Some.Application(stage: "Offer"))).Suppressed);

    [Fact]
    public void ARejectedApplicationInTheStageIsNotActive() =>
        Assert.Equal(SuppressReason.NotActive, Decide(Moved(Some.Application(status: ApplicationStatus.Rejected))).Suppressed);

    [Fact]
    public void TheFirstSyncIsABaseline() =>
        Assert.Equal(SuppressReason.Baseline, Decide(Moved(Some.Application()), f => f with { FirstSync = true }).Suppressed);

    [Fact]
    public void TheFirstSyncInvitesWhereTheRouteSaysSo() =>
        Assert.Equal(Verdict.Invite, Decide(Moved(Some.Application()), f => f with { FirstSync = true }, Some.Route() with { FirstSync = FirstSync.Invite }).Verdict);

    [Fact]
    public void ABackfillIsNoBaseline() =>
        Assert.Equal(Verdict.Invite, Decide(Moved(Some.Application()) with { Kind = TransitionKind.Backfilled }, f => f with { FirstSync = true }).Verdict);

    [Fact]
    public void WhoHasAnInviteGetsNoSecond() =>
        Assert.Equal(SuppressReason.AlreadyInvited, Decide(Moved(Some.Application()), f => f with { AlreadyInvited = true }).Suppressed);

    [Fact]
    public void BecomingActiveInTheStageReachesIt()
    {
        var becoming = new StageTransition(TransitionKind.StatusChanged, Some.Application(status: ApplicationStatus.OnHold), Some.Application(), Some.Now);

        Assert.Equal(Verdict.Invite, Decide(becoming).Verdict);
        Assert.Equal(SuppressReason.Baseline, Decide(becoming, f => f with { MatchedBefore = true }).Suppressed);
    }

    [Fact]
    public void WhatHappenedTooLongAgoInvitesNobody()
    {
        var old = Moved(Some.Application()) with { OccurredAt = Some.Now.AddDays(-8) };

        Assert.Equal(SuppressReason.TooOld, Decide(old, route: Some.Route() with { MaxAge = TimeSpan.FromDays(7) }).Suppressed);
        Assert.Equal(Verdict.Invite, Decide(old, route: Some.Route() with { MaxAge = TimeSpan.FromDays(9) }).Verdict);
    }

    [Fact]
    public void AnUndoWindowHolds() =>
        Assert.Equal(HoldReason.UndoWindow, Decide(Moved(Some.Application()), route: Some.Route() with { HoldFor = TimeSpan.FromMinutes(5) }).Held);

    [Theory]
    // e-mail, phone, consent → what is left, or why nothing is
    [InlineData(true, true, true, "Email,Sms", null)]
    [InlineData(true, true, false, "Email", null)]
    [InlineData(true, false, true, "Email", null)]
    [InlineData(false, true, true, "Sms", null)]
    [InlineData(false, true, false, null, SuppressReason.NoConsent)]
    [InlineData(false, false, true, null, SuppressReason.NoContact)]
    public void TheWaysThatRemain(bool email, bool phone, bool consent, string? channels, SuppressReason? reason)
    {
        var application = Some.Application() with { Email = email ? new ContactValue("a@example.com", "a@example.com") : null, SmsOptIn = consent };
        var route = Some.Route() with { Invite = new InviteTemplate { InterviewId = Some.Interview, Channels = [DeliveryChannel.Email, DeliveryChannel.Sms] } };

        var decision = Decide(Moved(application), f => f with { Phone = phone ? "+12025550143" : null }, route);

        Assert.Equal(channels, decision.Channels is null ? null : string.Join(',', decision.Channels));
        Assert.Equal(reason, decision.Suppressed);
        Assert.True(decision.Channels?.Count == 2 || decision.Detail is not null);
    }

    private static StageTransition Moved(Application application) =>
        new(TransitionKind.Moved, application with { Stage = "Applied" }, application, Some.Now);

    private static Decision Decide(StageTransition transition, Func<DecisionFacts, DecisionFacts>? facts = null, Route? route = null)
    {
        var given = new DecisionFacts { FirstSync = false, MatchedBefore = false, AlreadyInvited = false, Now = Some.Now };
        return Router.Decide(transition, new RouteTable([route ?? Some.Route()]).Find("acme", transition.After), facts?.Invoke(given) ?? given);
    }
}
