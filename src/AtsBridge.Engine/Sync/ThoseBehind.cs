using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>
/// Whom nobody would ever look at again: a second application of a person is suppressed because the first is invited, and where
/// that one leaves unsent, the second has reached its stage long ago. So has an application that another route takes now.
/// </summary>
internal sealed class ThoseBehind(ConfiguredSource source, ISyncSession session, RouteTable routes, PlannedInvites planned, DateTimeOffset now)
{
    private readonly List<Invite> _freed = [];
    private readonly HashSet<string> _candidates = new(StringComparer.Ordinal);
    private readonly List<Application> _rerouted = [];

    /// <summary>An invite was cancelled by this set, and its person is free for another.</summary>
    internal void Free(Invite invite, string? candidate)
    {
        _freed.Add(invite);
        if (candidate is not null)
        {
            _candidates.Add(candidate);
        }
    }

    /// <summary>An application stands where it stood, and its route does not take it any more.</summary>
    internal void Reroute(Application application) => _rerouted.Add(application);

    /// <summary>Who is to be decided now, as if by a backfill; null where nobody has to be looked for.</summary>
    internal async Task<IReadOnlyList<StageTransition>?> FindAsync(CancellationToken cancellationToken)
    {
        // Delivery cancels by itself what had left while it was in doubt whether it had been sent.
        var left = planned.LeavingRoom(await session.LeavingRoomAsync(cancellationToken));
        if (_freed.Count + _rerouted.Count + left.Count == 0)
        {
            return null;
        }

        var behind = _rerouted.Where(a => routes.Find(source.Name, a) is { StatusFits: true }).Select(Standing).ToList();
        var gone = _freed.Concat(left).ToList();
        var interviews = gone.Select(i => (i.Sink, i.Request.InterviewId)).ToHashSet();
        var emails = gone.SelectMany(i => i.Identities).Where(PersonIdentity.IsEmail).ToHashSet(StringComparer.Ordinal);
        _candidates.UnionWith(left.SelectMany(i => i.Identities).Select(i => PersonIdentity.CandidateOf(source.Name, i)).OfType<string>());
        foreach (var known in planned.Behind(await session.SuppressedBehindAsync(_candidates, emails, cancellationToken), _candidates, emails))
        {
            if (await UnmovedAsync(known, cancellationToken) is { } application
                && routes.Find(source.Name, application) is { StatusFits: true, Route: var route } && interviews.Contains((route.Sink, route.Invite.InterviewId)))
            {
                behind.Add(Standing(application));
            }
        }

        return [.. behind.OrderBy(t => t.OccurredAt).ThenBy(t => t.After.Key, StringComparer.Ordinal)];
    }

    /// <summary>An application as this set leaves it; null where it has moved and had its decision by that.</summary>
    private async Task<Application?> UnmovedAsync(Application known, CancellationToken cancellationToken) =>
        await session.FindStagedAsync(known.Key, cancellationToken) is not { } staged ? known
            : staged is { Kind: not ChangeKind.Vanished, Before: { } before } && TransitionDetector.Between(before, staged.After, now) is null ? staged.After
            : null;

    private StageTransition Standing(Application application) =>
        new(TransitionKind.Backfilled, application, application, application.StageEnteredAt ?? application.UpdatedAt ?? now);
}
