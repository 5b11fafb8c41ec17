using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>
/// What routes do about invites that the sink has: archive those whose application left, send those again whose application came
/// back. Here it is only asked for; delivery carries it out.
/// </summary>
internal sealed class StageActs(ConfiguredSource source, RouteTable routes, SentInvites sent, RunTally tally, DateTimeOffset now)
{
    private readonly bool _any = routes.Of(source.Name).Any(r => r.OnReentry != ReentryAct.Nothing || r.OnStageLeft != StageLeftAct.Nothing);
    private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);

    /// <summary>Whether the interview of this invite is one that the application stands for now; null: it is gone.</summary>
    internal bool Takes(Invite invite, Application? application) =>
        application is not null && routes.Find(source.Name, application) is { StatusFits: true } match
            && match.Route.Sink == invite.Sink && match.Route.Invite.InterviewId == invite.Request.InterviewId;

    /// <summary>
    /// Whether the invite's own route still takes the application, if to another interview now: somebody has changed the configuration, and
    /// the person has not left. The invite stays as it was decided.
    /// </summary>
    internal bool StillRoutes(Invite invite, Application? application) =>
        application is not null && routes.Find(source.Name, application) is { StatusFits: true } match && string.Equals(match.Route.Name, invite.Route, StringComparison.Ordinal);

    /// <summary>An unsent invite whose application left: where it can't be told whether it was sent, archiving waits for the answer.</summary>
    internal DeliveryState Cancel(Invite invite, string reason, bool baseline)
    {
        var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Cancel(now, reason), new DeliveryPolicy());
        return state.CancelRequested && !baseline && RouteOf(invite)?.OnStageLeft == StageLeftAct.Archive
            ? DeliveryStep.Step(state, new DeliveryEvent.Ask(now, SinkAct.Archive), new DeliveryPolicy()).State
            : state;
    }

    /// <summary>Who comes back while it is still unknown whether anything was sent has not left: the invite stands.</summary>
    internal static DeliveryState Keep(Invite invite, DateTimeOffset now)
    {
        var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Wanted(now), new DeliveryPolicy());
        return DeliveryStep.Step(state, new DeliveryEvent.TakeBack(now), new DeliveryPolicy()).State;
    }

    /// <summary>Asks for what was left, and takes back what was asked for those who are there again.</summary>
    internal async Task LeaveAsync(IReadOnlyList<StagedChange> chunk, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        var changes = !_any ? [] : chunk.ToDictionary(c => c.Key, StringComparer.Ordinal);
        if (changes.Count == 0)
        {
            return;
        }

        var changed = new List<Invite>();
        foreach (var invite in await sent.OfAsync(changes.Keys, cancellationToken))
        {
            var change = changes[invite.ApplicationKey];
            DeliveryState state;
            if (Takes(invite, change.Kind == ChangeKind.Vanished ? null : change.After))
            {
                (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.TakeBack(now), new DeliveryPolicy());
            }
            else if (RouteOf(invite) is { OnStageLeft: StageLeftAct.Archive } route && Left(invite, change))
            {
                if (tally.Suspicion is { } suspicion && suspicion.Keeps(change))
                {
                    _left[invite.ApplicationKey] = $"archiving the sent invite was not asked for: {suspicion.Words}";
                    tally.Warn($"{route.Name}: sent invites were not archived although their applications left, because the guard suspects the movement");
                    continue;
                }

                (state, _left[invite.ApplicationKey]) = Ask(invite, route, SinkAct.Archive);
            }
            else
            {
                continue;
            }

            if (state != invite.Delivery)
            {
                changed.Add(invite with { Delivery = state });
            }
        }

        await sent.ChangeAsync(changed, now, transaction, cancellationToken);
    }

    /// <summary>Asks for those who came back, and says with every decision what was asked for.</summary>
    internal async Task<IReadOnlyList<(Decision Decision, Invite? Invite)>> ReenterAsync(
        IReadOnlyList<StageTransition> transitions, IReadOnlyList<(Decision Decision, Invite? Invite)> decisions,
        ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        if (!_any)
        {
            return decisions;
        }

        var back = transitions.Zip(decisions, (t, d) => (t, d.Decision)).Where(p => CameBack(p.t, p.Decision)).Select(p => p.t.After.Key).ToList();
        IReadOnlyList<Invite> sentBefore = back.Count == 0 ? [] : await sent.OfAsync(back, cancellationToken);
        var open = sentBefore.ToLookup(i => (i.ApplicationKey, i.Route));
        var changed = new List<Invite>();
        var explained = new List<(Decision, Invite?)>(decisions.Count);
        foreach (var (transition, (decision, invite)) in transitions.Zip(decisions))
        {
            var words = _left.GetValueOrDefault(transition.After.Key);
            if (CameBack(transition, decision) && tally.Suspicion is { } suspicion && suspicion.Holds(transition.Before, transition.After))
            {
                words = $"a resend was not asked for: {suspicion.Words}";
            }
            else if (CameBack(transition, decision) && open[(transition.After.Key, decision.Route!.Name)].FirstOrDefault() is { } old)
            {
                (var state, words) = Ask(old, decision.Route, SinkAct.Resend);
                if (state != old.Delivery)
                {
                    changed.Add(old with { Delivery = state });
                }
            }

            explained.Add((words is null ? decision : decision with { Detail = decision.Detail is null ? words : $"{decision.Detail}; {words}" }, invite));
        }

        await sent.ChangeAsync(changed, now, transaction, cancellationToken);
        return explained;
    }

    private Route? RouteOf(Invite invite) => routes.Named(source.Name, invite.Route);

    /// <summary>
    /// Only who stood there can leave. Another job title, or an attribute, is no transition: it cancels what is unsent, and what was
    /// sent stays good.
    /// </summary>
    private bool Left(Invite invite, StagedChange change)
    {
        if (change.Kind == ChangeKind.Vanished)
        {
            return Takes(invite, change.After);
        }

        return Takes(invite, change.Before) && TransitionDetector.Between(change.Before, change.After, now) is not null;
    }

    /// <summary>A move from one stage of the route to another is not coming back: nothing was left.</summary>
    private bool CameBack(StageTransition transition, Decision decision) =>
        decision is { Suppressed: SuppressReason.AlreadyInvited, Route: { OnReentry: ReentryAct.Resend } route }
            && transition.Kind is TransitionKind.Moved or TransitionKind.Appeared
            && !(transition.Before is { } before && routes.Find(source.Name, before) is { StatusFits: true } match && ReferenceEquals(match.Route, route));

    private (DeliveryState State, string Words) Ask(Invite invite, Route route, SinkAct act)
    {
        var what = act == SinkAct.Resend ? "a resend" : "archiving the sent invite";
        if (WishStep.Objection(invite.Delivery, act, now) is { } objection)
        {
            return (invite.Delivery, $"{what} was not asked for: {objection}");
        }

        var asked = tally.Asked.GetValueOrDefault((route.Name, act)) + 1;
        if (asked > route.MaxPerSync)
        {
            return (invite.Delivery, FormattableString.Invariant($"{what} was not asked for: the guard allows {route.MaxPerSync} in one sync"));
        }

        tally.Asked[(route.Name, act)] = asked;
        tally.Warn(act == SinkAct.Resend
            ? $"{route.Name}: invites are to be sent again, because their applications came back"
            : $"{route.Name}: sent invites are to be archived, because their applications left");
        return (DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Ask(now, act), new DeliveryPolicy()).State, $"{what} was asked for");
    }
}
