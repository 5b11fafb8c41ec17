using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Simulation.Platform;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Checks;

/// <summary>At the end of a world: the ledger against the platform's books, row by row.</summary>
/// <param name="world">The world.</param>
internal sealed class Audit(World world)
{
    private GatherBooks Books => world.Gather.Books;

    /// <summary>Whether nothing happens to it any more by itself.</summary>
    internal bool IsSettled(Invite invite) => (invite.Delivery.Wish is null || invite.Delivery.State == InviteState.NeedsReview || WaitsForItsDay(invite)) && invite.Delivery is { State: not (InviteState.Due or InviteState.Sending or InviteState.Waiting or InviteState.Ambiguous) }
        and not { State: InviteState.Held, Held: not HoldReason.GuardTripped };

    /// <summary>Another message to the person was sent today.</summary>
    private bool WaitsForItsDay(Invite invite) =>
        invite.Delivery is { Wish: SinkAct.Resend or SinkAct.Remind, WishUnderWay: false, NotBefore: { } time } && time > world.Machine.Wall.AddHours(1.5);

    internal void Run()
    {
        if (world.Gather.OverLimit > 0)
        {
            world.Findings.Add(FindingKind.OverLimit, $"{world.Gather.OverLimit} requests in windows that were full");
        }

        if (world.Gather.Requests > world.Store.AttemptCount)
        {
            world.Findings.Add(FindingKind.Disagreement, $"{world.Gather.Requests} requests came, {world.Store.AttemptCount} are on record");
        }

        foreach (var invite in world.Store.Invites)
        {
            Check(invite, world.Town[invite.Id]);
        }

        foreach (var person in Books.Invites.GroupBy(i => i.Person.Id, StringComparer.Ordinal))
        {
            CheckMessages(person.Key, [.. person.SelectMany(i => i.Resends).Order()]);
        }
    }

    /// <summary>A day by the clocks of those who send: what one of them has counted may be off by the last minutes of a request.</summary>
    private void CheckMessages(string person, List<long> sent)
    {
        var again = sent.Zip(sent.Skip(1)).Count(pair => pair.Second - pair.First < (DeliveryPolicy.BetweenResends - TimeSpan.FromHours(1)).Ticks);
        var insisted = world.Store.Invites.Where(i => string.Equals(i.Delivery.PersonReference, person, StringComparison.Ordinal)).Sum(i => world.Town[i.Id].Insisted);
        if (again > insisted)
        {
            world.Findings.Add(FindingKind.Duplicate, $"person {person} was sent {again} messages too many within a day, and somebody insisted {insisted} times");
        }
    }

    private void Check(Invite invite, Subject subject)
    {
        var state = invite.Delivery;
        var made = Books.Invites.Where(i => string.Equals(i.Reference, invite.Request.Reference, StringComparison.Ordinal)).ToList();
        if (!IsSettled(invite))
        {
            world.Findings.Add(FindingKind.Stuck, $"invite {invite.Id} is {state.State}{(state.Held is { } held ? $" ({held})" : "")}{(state.Wish is { } wish ? $", wish {wish}" : "")} to the end");
        }
        else if (IsWithSink(state.State))
        {
            CheckSent(invite, subject);
        }
        else if (Untrue(invite, subject, made.Count) is { } why)
        {
            world.Findings.Add(FindingKind.Lost, $"invite {invite.Id} is {state.State} ({state.Reason}): {why}");
        }

        if (made.Sum(i => i.Resends.Count) > subject.ResendsAsked)
        {
            world.Findings.Add(FindingKind.Duplicate, $"invite {invite.Id} was sent again {made.Sum(i => i.Resends.Count)} times, and {subject.ResendsAsked} times somebody asked for it");
        }
    }

    private void CheckSent(Invite invite, Subject subject)
    {
        if (invite.Delivery.InviteReference is not { } reference || Books.Invite(reference) is not { } booked)
        {
            world.Findings.Add(FindingKind.Disagreement, $"invite {invite.Id} is {invite.Delivery.State}, and the platform does not have it");
        }
        else if (Town.HumanOf(booked) != subject.Human || !string.Equals(booked.Interview, subject.Interview, StringComparison.Ordinal))
        {
            world.Findings.Add(FindingKind.Disagreement, $"invite {invite.Id} is {invite.Delivery.State} as {reference}, which is somebody else's");
        }
    }

    /// <summary>Why what the ledger says is not true; null where it is.</summary>
    private string? Untrue(Invite invite, Subject subject, int made) => invite.Delivery switch
    {
        { Reason: null, State: not InviteState.Cancelled } => "it says no reason",
        // What can't be proven may exist.
        { State: InviteState.NeedsReview } => null,
        _ when made > 0 => "the platform has it",
        { State: InviteState.Rejected } when !Books.Refused.Contains(invite.Request.Reference) => "the platform never refused it",
        { State: InviteState.Cancelled } when !subject.CancelAsked => "nobody cancelled it",
        _ => null,
    };

    private static bool IsWithSink(InviteState state) => state is InviteState.Sent or InviteState.PartiallyCompleted or InviteState.Completed
        or InviteState.Reviewed or InviteState.Hired or InviteState.Archived or InviteState.Expired;
}
