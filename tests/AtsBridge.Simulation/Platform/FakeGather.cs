using AtsBridge.Simulation.Clockwork;

namespace AtsBridge.Simulation.Platform;

/// <summary>
/// The platform: takes requests, counts them in its own windows, carries them out in its own time and keeps books. What a sender
/// hears of it is another matter.
/// </summary>
internal sealed class FakeGather(GatherPlan plan, Timeline timeline, Dice dice, Trace trace)
{
    private readonly List<RollingWindow> _windows = [.. plan.Limits.Select(l => new RollingWindow(l))];

    internal GatherPlan Plan => plan;

    internal GatherBooks Books { get; } = new();

    internal JourneyPlanner Planner { get; } = new(plan, dice);

    /// <summary>Our requests that reached it.</summary>
    internal int Requests { get; private set; }

    /// <summary>Requests that it refused for its limit.</summary>
    internal int Limited { get; private set; }

    /// <summary>Requests that it refused for the key.</summary>
    internal int Unauthorized { get; private set; }

    /// <summary>Windows that held more of our requests than their limit.</summary>
    internal int OverLimit { get; private set; }

    /// <summary>Effects that are still to come.</summary>
    internal int UnderWay { get; set; }

    /// <summary>Told when an invite of ours was made.</summary>
    internal Action<BookedInvite> Made { get; set; } = _ => { };

    /// <summary>Somebody else uses the key.</summary>
    internal void CountOthers(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            _windows.ForEach(w => w.Count(timeline.Now, ours: false));
        }
    }

    /// <summary>A request of ours arrives: counted first, whatever comes of it.</summary>
    /// <returns>Why it is refused; null where it is not.</returns>
    internal SinkException? Arrive()
    {
        Requests++;
        foreach (var window in _windows)
        {
            window.Count(timeline.Now, ours: true);
            if (window.Ours > window.Permits)
            {
                OverLimit++;
                trace.Add($"PLATFORM: {window.Ours} of our requests in a window of {window.Permits}");
            }
        }

        if (timeline.Now >= plan.Locked.From && timeline.Now < plan.Locked.Until)
        {
            Unauthorized++;
            return new SinkException(SinkFault.Unauthorized, "401");
        }

        if (_windows.Exists(w => w.Full))
        {
            Limited++;
            var free = _windows.Where(w => w.Full).Max(w => w.FreeAt);
            return new SinkException(SinkFault.RateLimited, "429") { Until = dice.OneIn(5) ? null : NodeTime.True(free) };
        }

        return null;
    }

    /// <summary>What it says of its limits with an answer; null: it says nothing.</summary>
    internal RateReport? Report() => plan.Reports && _windows.MinBy(w => w.Left) is { } scarce
        ? new(Math.Max(0, scarce.Left), NodeTime.True(scarce.RenewedAt(timeline.Now))) : null;

    internal CreateResult CreatePerson(InviteRequest request, long lag)
    {
        if (request.FirstName.Length == 0)
        {
            Books.Refused.Add(request.Reference);
            return new CreateResult.Rejected("firstName", "must not be empty");
        }

        if (plan.RefusesSamePerson && Books.SamePerson(request.Email, request.PersonExternalId) is not null)
        {
            return new CreateResult.PersonExists();
        }

        var person = Books.AddPerson(request.Email, request.PersonExternalId, byHand: false, timeline.Now + lag);
        trace.Add($"PLATFORM: person {person.Id} made for {request.PersonExternalId}");
        return new CreateResult.PersonReady(person.Id);
    }

    internal CreateResult CreateInvite(InviteRequest request, long lag)
    {
        if (request.InterviewId.Length == 0 || Books.Person(request.PersonReference!) is not { } person)
        {
            Books.Refused.Add(request.Reference);
            return new CreateResult.Rejected("interviewId", "no such interview, or no such candidate");
        }

        if (plan.RefusesSameInvite && Books.SameInvite(person.Id, request.InterviewId) is not null)
        {
            return new CreateResult.InviteExists();
        }

        var life = dice.OneIn(10) ? dice.Seconds(1_800, 14_400) : TimeSpan.TicksPerDay * 7;
        var invite = Books.AddInvite(person, request.InterviewId, request.Reference, timeline.Now, timeline.Now + lag, timeline.Now + life);
        trace.Add($"PLATFORM: invite {invite.Id} made for {request.Reference}");
        if (dice.OneIn(6))
        {
            var progress = dice.Of(InviteProgress.PartiallyCompleted, InviteProgress.Completed, InviteProgress.Reviewed, InviteProgress.Hired);
            timeline.Post(timeline.Now + dice.Seconds(60, 14_400), () => invite.Progress = invite.Progress == InviteProgress.Archived ? invite.Progress : progress);
        }

        Made(invite);
        return new CreateResult.Created(new(invite.Id), Status(invite));
    }

    internal FindResult Find(InviteRequest request)
    {
        if (request.PersonReference is not { } person)
        {
            return Books.FindPerson(request.Email, request.PersonExternalId, timeline.Now);
        }

        return Books.FindInvite(person, request.InterviewId, request.Reference, timeline.Now) is { } invite
            ? new FindResult.Invite(new(invite.Id), Status(invite)) : new FindResult.Nothing();
    }

    internal ResendResult Resend(string id)
    {
        if (Books.Invite(id) is not { Progress: not InviteProgress.Archived } invite)
        {
            return new ResendResult.Rejected("id", "there is no such open invite");
        }

        invite.Resends.Add(timeline.Now);
        trace.Add($"PLATFORM: invite {id} sent again");
        return new ResendResult.Resent();
    }

    internal WithdrawResult Archive(string id)
    {
        if (Books.Invite(id) is not { } invite)
        {
            return new WithdrawResult.Rejected("id", "there is no such invite");
        }

        invite.Progress = InviteProgress.Archived;
        trace.Add($"PLATFORM: invite {id} archived");
        return new WithdrawResult.Archived();
    }

    internal InviteStatus? StatusOf(string id) => Books.Invite(id) is { } invite ? Status(invite) : null;

    private static InviteStatus Status(BookedInvite invite) => new(invite.Progress, invite.Progress.ToString(), NodeTime.True(invite.ExpiresAt));
}
