using AtsBridge.Delivery;
using CsCheck;

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>Statuses arrive late, twice and in any order; what counts is of when they are.</summary>
public sealed class StatusStepTests
{
    private static readonly DeliveryPolicy Policy = new();
    private static readonly DateTimeOffset T = Some.Now;
    private static readonly DeliveryState Sending = new() { State = InviteState.Sending, NotBefore = T, PersonReference = "p" };
    private static readonly DeliveryState Sent = Known(new(InviteProgress.Sent, "invite_sent", T.AddDays(7)));

    private static readonly Dictionary<InviteProgress, string> Words = new()
    {
        [InviteProgress.Sent] = "invite_sent", [InviteProgress.PartiallyCompleted] = "partially_completed", [InviteProgress.Completed] = "new_response",
        [InviteProgress.Reviewed] = "has_reviewed", [InviteProgress.Hired] = "hired", [InviteProgress.Archived] = "archived",
    };

    [Fact]
    public void AnOlderStatusNeverMovesAnInviteBack()
    {
        var reviewed = Report(Sent, InviteProgress.Reviewed, T.AddMinutes(9));

        Assert.Equal(reviewed, Report(reviewed, InviteProgress.Completed, T.AddMinutes(8)));
        Assert.Equal(InviteState.Completed, Report(reviewed, InviteProgress.Completed, T.AddMinutes(10)).State);
    }

    [Theory]
    [InlineData(InviteProgress.Completed, InviteProgress.Reviewed)]
    [InlineData(InviteProgress.PartiallyCompleted, InviteProgress.Completed)]
    [InlineData(InviteProgress.Hired, InviteProgress.Archived)]
    public void OfTwoOfOneMomentTheOneThatIsFurtherCounts(InviteProgress less, InviteProgress more)
    {
        var one = Report(Report(Sent, less, T), more, T);
        var other = Report(Report(Sent, more, T), less, T);

        Assert.Equal(one, other);
        Assert.Equal(Words[more], one.SinkStatus);
    }

    /// <summary>A newer one that says the same must be remembered as newer, or one between the two would move the invite back.</summary>
    [Fact]
    public void ANewerStatusThatSaysNothingNewStillCountsAsNewer()
    {
        var twice = Report(Report(Sent, InviteProgress.Completed, T.AddMinutes(1)), InviteProgress.Completed, T.AddMinutes(3));

        Assert.Equal(InviteState.Completed, Report(twice, InviteProgress.Reviewed, T.AddMinutes(2)).State);
    }

    [Fact]
    public void WhateverTheOrderAndHoweverOftenTheEndIsTheSame()
    {
        // Few moments, so that equal ones are common.
        var report = Gen.Select(Gen.Int[0, 5], Gen.Int[(int)InviteProgress.Sent, (int)InviteProgress.Archived]);
        var histories =
            from reports in report.Array[1, 8]
            from order in Gen.Shuffle(Enumerable.Range(0, reports.Length * 10).Select(i => i % reports.Length).ToArray())
            select (reports, order);
        histories.Sample(history =>
        {
            var (reports, order) = history;
            var inOrder = reports.OrderBy(r => r).Aggregate(Sent, (state, r) => Report(state, (InviteProgress)r.Item2, T.AddMinutes(r.Item1)));
            var shuffled = order.Select(i => reports[i]).Aggregate(Sent, (state, r) => Report(state, (InviteProgress)r.Item2, T.AddMinutes(r.Item1)));

            Assert.Equal(inOrder, shuffled);
        }, iter: 5_000);
    }

    /// <summary>The sink's clock may be behind ours, and of an invite that was made just now everything is news.</summary>
    [Fact]
    public void WhateverIsReportedOfAnInviteThatWasJustMadeIsNewer()
    {
        Assert.Null(Sent.StatusAt);
        Assert.Equal(InviteState.Completed, Report(Sent, InviteProgress.Completed, T.AddMinutes(-4)).State);
    }

    [Fact]
    public void AnAdoptedInvitesStatusIsOfWhenItWasLookedUp()
    {
        var adopted = Known(new(InviteProgress.Completed, "new_response", At: T.AddSeconds(3)), adopted: true);

        Assert.Equal(T.AddSeconds(3), adopted.StatusAt);
        Assert.Equal(InviteState.Completed, Report(adopted, InviteProgress.PartiallyCompleted, T.AddSeconds(2)).State);
        Assert.Equal(T, Known(new(InviteProgress.Completed, "new_response", At: T.AddYears(9)), adopted: true).StatusAt);
    }

    [Fact]
    public void AWordThatNobodyKnowsMovesNothingAndKeepsNothingFromMoving()
    {
        var unknown = After(Sent, new DeliveryEvent.StatusSeen(T, new(InviteProgress.Unknown, "pondering", At: T.AddMinutes(5))));

        Assert.Equal((InviteState.Sent, "pondering"), (unknown.State, unknown.SinkStatus));
        Assert.Equal(InviteState.Completed, Report(unknown, InviteProgress.Completed, T.AddMinutes(4)).State);
    }

    [Fact]
    public void WhatWeArchivedIsNotOpenedByAStatusFromBefore()
    {
        var asked = After(Sent, new DeliveryEvent.Ask(T, SinkAct.Archive));
        var archived = After(DeliveryStep.Step(asked, new DeliveryEvent.Wake(T), Policy).State, new DeliveryEvent.Archived(T.AddMinutes(2)));

        Assert.Equal(InviteState.Archived, Report(archived, InviteProgress.PartiallyCompleted, T.AddMinutes(1)).State);
        Assert.Equal(InviteState.Completed, Report(archived, InviteProgress.Completed, T.AddMinutes(3)).State);
    }

    [Theory]
    [InlineData(InviteProgress.Sent, InviteState.Expired)]
    [InlineData(InviteProgress.PartiallyCompleted, InviteState.Expired)]
    [InlineData(InviteProgress.Completed, InviteState.Completed)]
    [InlineData(InviteProgress.Archived, InviteState.Archived)]
    public void WhatRanOutIsExpiredUnlessItWasAnswered(InviteProgress progress, InviteState expected)
    {
        var state = Report(Sent, progress, T.AddDays(1));

        Assert.Equal(state, After(state, new DeliveryEvent.ExpiryPassed(T.AddDays(7).AddSeconds(-1))));
        Assert.Equal(expected, After(state, new DeliveryEvent.ExpiryPassed(T.AddDays(7))).State);
    }

    /// <summary>A report doesn't say when the invite ends, but that is known.</summary>
    [Fact]
    public void AnExpiredInviteIsNotOpenedByAReportThatItWasBegunAndIsCompletedByOneThatItWasAnswered()
    {
        var end = T.AddDays(7);
        var expired = After(Sent, new DeliveryEvent.ExpiryPassed(end));
        var begun = After(expired, new DeliveryEvent.StatusSeen(end.AddMinutes(1), new(InviteProgress.PartiallyCompleted, "partially_completed", At: end.AddMinutes(-9))));

        Assert.Equal((InviteState.Expired, "partially_completed"), (begun.State, begun.SinkStatus));
        Assert.Equal(InviteState.Completed, After(begun, new DeliveryEvent.StatusSeen(end.AddMinutes(2), new(InviteProgress.Completed, "new_response", At: end.AddMinutes(-1)))).State);
    }

    [Fact]
    public void WhileTheSinkIsBeingAskedForSomethingAnInviteDoesNotExpire()
    {
        var asking = DeliveryStep.Step(After(Sent, new DeliveryEvent.Ask(T, SinkAct.Resend)), new DeliveryEvent.Wake(T), Policy).State;

        Assert.Equal(asking, After(asking, new DeliveryEvent.ExpiryPassed(T.AddDays(9))));
    }

    private static DeliveryState Known(InviteStatus status, bool adopted = false) => After(Sending, new DeliveryEvent.InviteKnown(T, "i", status, adopted));

    private static DeliveryState Report(DeliveryState state, InviteProgress progress, DateTimeOffset at) =>
        After(state, new DeliveryEvent.StatusSeen(T.AddMinutes(30), new(progress, Words[progress], At: at)));

    private static DeliveryState After(DeliveryState state, DeliveryEvent happened) => DeliveryStep.Step(state, happened, Policy).State;
}
