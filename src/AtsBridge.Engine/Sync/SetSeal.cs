using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>
/// Draws the conclusions from what is staged: cancels what was left, decides what was reached, and (in a sync) writes all of it
/// in one transaction. In a plan the same conclusions are drawn and the transaction is left out.
/// </summary>
internal sealed class SetSeal(ConfiguredSource source, ISyncSession session, RouteTable routes, Decider decider, PlannedInvites planned, StageActs acts, PassGuard guard, ErasedRecords erased, QuarantineReview quarantine, RunTally tally, DateTimeOffset now)
{
    /// <summary>Those of the set who did not move and stand in the stage of a route that is new and wants them.</summary>
    private readonly List<StageTransition> _unmoved = [];

    private readonly CorrectedPersons _corrected = new(source, session, decider, planned, erased);
    private readonly ThoseBehind _behind = new(source, session, routes, planned, now);

    /// <summary>Concludes and writes.</summary>
    /// <param name="run">The run; its number is 0 in a plan.</param>
    /// <param name="before">The source's state before.</param>
    /// <param name="firstRun">Whether the whole run is the source's first.</param>
    /// <param name="last">Whether the run ends with this seal; a feed of changes is sealed page by page.</param>
    /// <param name="transaction">Where to write; null in a plan.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    internal async Task ConcludeAsync(
        RunCertificate run, SourceState before, bool firstRun, bool last, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        await foreach (var chunk in session.StagedAsync(withNew: false, cancellationToken))
        {
            await CancelAsync(chunk, run, firstRun, transaction, cancellationToken);
            await _corrected.KnowAsync(chunk, transaction, cancellationToken);
            if (!firstRun)
            {
                await acts.LeaveAsync(chunk, transaction, cancellationToken);
            }
        }

        bool FirstSync(RouteMatch match) => firstRun || !before.RouteStages.Contains(Stage(match.Route, match.Stage));
        var terms = new DecisionTerms
        {
            FirstSync = (t, match) => FirstSync(match) || (t.Kind == TransitionKind.Appeared && quarantine.WasThere(t.After.Key)),
            Tripped = t => tally.Suspicion?.Holds(t.Before, t.After) == true ? tally.Suspicion.Words : null,
        };

        await foreach (var chunk in session.StagedAsync(withNew: true, cancellationToken))
        {
            var changes = await ConcludeAsync(chunk, terms, FirstSync, run, firstRun, transaction, cancellationToken);
            await WriteAsync(changes, run, transaction, cancellationToken);
        }

        await WriteAsync(erased.Vanished(), run, transaction, cancellationToken);
        await InviteThoseBehindAsync(terms, run, transaction, cancellationToken);
        if (last && !firstRun)
        {
            await InviteForNewRoutesAsync(before, terms, FirstSync, run, transaction, cancellationToken);
        }

        await HoldEarlierPagesAsync(run, transaction, cancellationToken);
        await guard.JudgeAsync(run.RunId, tally, transaction, cancellationToken);
    }

    /// <summary>The route stages of this source, all of which have had their first sync once a run has succeeded.</summary>
    internal IEnumerable<string> RouteStages() => routes.Of(source.Name).SelectMany(r => r.When.Stage, Stage);

    private static string Stage(Route route, Pattern stage) => $"{route.Name}|{stage.Text}".ToUpperInvariant();

    private async Task CancelAsync(IReadOnlyList<StagedChange> chunk, RunCertificate run, bool firstRun, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        var changes = chunk.ToDictionary(c => c.Key, StringComparer.Ordinal);
        var unsent = await session.UnsentInvitesAsync(changes.Keys, cancellationToken);
        var changed = new List<Invite>();
        foreach (var invite in planned.AsPlanned(unsent, changes.Keys))
        {
            var change = changes[invite.ApplicationKey];
            var gone = erased.Contains(change) ? CancelReasons.Erased : change.Kind == ChangeKind.Vanished ? CancelReasons.Vanished : null;
            var after = acts.Takes(invite, gone is null ? change.After : null) || acts.StillRoutes(invite, gone is null ? change.After : null)
                ? Stays(invite, change)
                : gone != CancelReasons.Erased && tally.Suspicion is { } suspicion && suspicion.Keeps(change) ? Kept(invite, suspicion, run)
                : invite with { Delivery = acts.Cancel(invite, gone ?? WhyGone(change), firstRun) };
            if (after.Delivery != invite.Delivery || !ReferenceEquals(after.Request, invite.Request))
            {
                changed.Add(after);
            }
        }

        if (transaction is not null)
        {
            await transaction.ChangeAsync(changed, now, cancellationToken);
        }

        foreach (var invite in changed.Where(i => i.Delivery.State == InviteState.Cancelled))
        {
            tally.Cancelled++;
            decider.Free(invite);
            planned.Cancel(invite);
            _behind.Free(invite, changes[invite.ApplicationKey].After.CandidateId);
        }
    }

    /// <summary>Whoever has not moved is looked at once more when everything else is decided: no transition will ever ask for it.</summary>
    private string WhyGone(StagedChange change)
    {
        if (change.Before is null || TransitionDetector.Between(change.Before, change.After, now) is not null)
        {
            return CancelReasons.Left;
        }

        _behind.Reroute(change.After);
        return CancelReasons.Elsewhere;
    }

    /// <summary>Not cancelled, and not sent either: a person decides. What may have gone out already is left alone.</summary>
    private Invite Kept(Invite invite, Suspicion suspicion, RunCertificate run)
    {
        if (!invite.Delivery.IsUnsent || invite.Delivery.Held == HoldReason.GuardTripped)
        {
            return invite;
        }

        tally.Kept++;
        return invite with
        {
            GuardRun = run.RunId,
            Delivery = invite.Delivery with
            {
                State = InviteState.Held, Held = HoldReason.GuardTripped, NotBefore = null, Reason = $"its application left, and it was not cancelled: {suspicion.Words}",
            },
        };
    }

    /// <summary>In a feed of changes the guard may trip in the middle: what the pages before have made is held too; it has waited.</summary>
    private async Task HoldEarlierPagesAsync(RunCertificate run, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        if (source.Contents != SourceContents.Changes || tally.Suspicion is not { } suspicion)
        {
            return;
        }

        foreach (var (route, _) in tally.Decisions.Routes.Where(r => r.Value.Sendable > 0).ToList())
        {
            tally.Decisions.HoldAll(route, suspicion.Words, suspected: true);
            if (transaction is not null)
            {
                await transaction.HoldAllAsync(run.RunId, route, new(run.RunId, suspicion.Words), cancellationToken);
            }
        }
    }

    private Invite Stays(Invite invite, StagedChange change) => invite with
    {
        Delivery = Returned(change, invite) ? StageActs.Keep(invite, now) : invite.Delivery,
        Request = decider.Renewed(invite, change.After),
    };

    /// <summary>
    /// Whether the application came to its place only now. One that was merely left out of an export takes back what its own
    /// vanishing asked for, and not what a person did.
    /// </summary>
    private bool Returned(StagedChange change, Invite invite) =>
        (change.Kind == ChangeKind.Reappeared && string.Equals(invite.Delivery.Reason, CancelReasons.Vanished, StringComparison.Ordinal))
        || (change.Before is not null && TransitionDetector.Between(change.Before, change.After, now) is not null);

    private async Task<IReadOnlyList<SealedChange>> ConcludeAsync(
        IReadOnlyList<StagedChange> chunk, DecisionTerms terms, Func<RouteMatch, bool> firstSync, RunCertificate run, bool firstRun,
        ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        var reappeared = chunk.Where(c => c.Kind == ChangeKind.Reappeared).Select(c => c.Key).ToList();
        var owed = reappeared.Count == 0
            ? new HashSet<string>(StringComparer.Ordinal)
            : planned.Owed(await session.CancelledByVanishingAsync(reappeared, cancellationToken), reappeared);
        var kept = chunk.Select(c => erased.Contains(c) ? erased.Keep(c) : null).ToList();
        var transitions = chunk.Zip(kept, (c, k) => k is null ? Transition(c, owed) : ErasedRecords.Transition(c, now)).ToList();
        var happened = transitions.OfType<StageTransition>().ToList();
        var decisions = await decider.DecideAsync(happened, terms, run.RunId, now, cancellationToken);
        decisions = firstRun ? decisions : await acts.ReenterAsync(happened, decisions, transaction, cancellationToken);
        var next = 0;
        var changes = new List<SealedChange>(chunk.Count);
        for (var i = 0; i < chunk.Count; i++)
        {
            if (transitions[i] is not { } transition)
            {
                if (kept[i] is null)
                {
                    AddIfWanted(_unmoved, chunk[i].After, firstSync);
                    planned.Follow(chunk[i].After);
                }

                changes.Add(erased.Sealed(chunk[i], kept[i]));
                continue;
            }

            var (decision, invite) = decisions[next++];
            tally.Decisions.Add(transition.After, decision);
            planned.Add(transition, decision, invite);
            if (decision.Route is { FirstSync: FirstSync.Invite })
            {
                tally.Invitable.Add(transition.After.Key);
            }

            if (kept[i] is not null)
            {
                changes.Add(erased.Sealed(chunk[i], kept[i]));
                continue;
            }

            // A baseline of a million applications that no route takes is in the tally; a row for each would say nothing more.
            var silent = firstRun && decision.Route is null;
            changes.Add(erased.Sealed(chunk[i], null) with { Transition = silent ? null : transition, Decision = silent ? null : decision, Invite = invite });
        }

        return changes;
    }

    /// <summary>
    /// An application that was away and came back to the same place has reached nothing: an export that left it out once must
    /// not invite it. Unless its going cancelled an invite: that one is owed.
    /// </summary>
    private StageTransition? Transition(StagedChange change, IReadOnlySet<string> owed) => change.Kind switch
    {
        ChangeKind.Vanished => TransitionDetector.Vanished(change.After, now),
        ChangeKind.Reappeared when owed.Contains(change.Key) => TransitionDetector.Between(null, change.After, now),
        _ => TransitionDetector.Between(change.Before, change.After, now),
    };

    /// <summary>
    /// A second application of a person is suppressed because the first is invited. Where the first has left unsent, nobody would
    /// ever look at the second again, and the person would get none for a job that still waits for them.
    /// </summary>
    private async Task InviteThoseBehindAsync(DecisionTerms terms, RunCertificate run, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        var behind = await _behind.FindAsync(cancellationToken);
        if (behind is null)
        {
            return;
        }

        var decisions = await decider.DecideAsync(behind, terms with { FirstSync = (_, _) => false }, run.RunId, now, cancellationToken);
        var changes = behind.Zip(decisions, (t, d) => new SealedChange(null, t.After.Key, t, d.Decision, d.Invite)).Where(c => c.Invite is not null).ToList();
        foreach (var change in changes)
        {
            tally.Decisions.Add(change.Transition!.After, change.Decision!);
            planned.Add(change.Transition, change.Decision!, change.Invite);
        }

        await WriteAsync(changes, run, transaction, cancellationToken);
        if (transaction is not null)
        {
            await transaction.TakeRoomAsync(cancellationToken);
        }
    }

    /// <summary>A route that is new for a known source and says <c>FirstSync: Invite</c> takes those who are in its stages already.</summary>
    private async Task InviteForNewRoutesAsync(
        SourceState before, DecisionTerms terms, Func<RouteMatch, bool> firstSync, RunCertificate run, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        if (!routes.Of(source.Name).Any(r => r.FirstSync == FirstSync.Invite && r.When.Stage.Any(s => !before.RouteStages.Contains(Stage(r, s)))))
        {
            return;
        }

        foreach (var chunk in (await StandingAsync(firstSync, cancellationToken)).Chunk(1_000))
        {
            var decisions = await decider.DecideAsync(chunk, terms with { FirstSync = (_, _) => false, AgeOfStanding = true }, run.RunId, now, cancellationToken);
            var changes = chunk.Zip(decisions, (t, d) => new SealedChange(null, t.After.Key, t, d.Decision, d.Invite)).ToList();
            foreach (var change in changes)
            {
                tally.Decisions.Add(change.Transition!.After, change.Decision!);
                planned.Add(change.Transition, change.Decision!, change.Invite);
            }

            await WriteAsync(changes, run, transaction, cancellationToken);
        }
    }

    /// <summary>All who stand in the stage of such a route and have had no decision of it as movers; who waited longest comes first.</summary>
    private async Task<IEnumerable<StageTransition>> StandingAsync(Func<RouteMatch, bool> firstSync, CancellationToken cancellationToken)
    {
        var standing = new List<StageTransition>(_unmoved);
        await foreach (var known in session.PresentAsync(cancellationToken))
        {
            // What is staged is judged as it is now: it moved and had its decision, or it is among the unmoved.
            var candidates = new List<StageTransition>(1);
            AddIfWanted(candidates, known.Application, firstSync);
            if (candidates.Count > 0 && await session.FindStagedAsync(known.Key, cancellationToken) is null)
            {
                standing.AddRange(candidates);
            }
        }

        return standing.OrderBy(t => t.OccurredAt).ThenBy(t => t.After.Key, StringComparer.Ordinal);
    }

    private void AddIfWanted(List<StageTransition> standing, Application application, Func<RouteMatch, bool> firstSync)
    {
        if (routes.Find(source.Name, application) is { StatusFits: true, Route.FirstSync: FirstSync.Invite } match
            && firstSync(match) && !tally.Invitable.Contains(application.Key))
        {
            standing.Add(TransitionDetector.Standing(application, now));
        }
    }

    private async Task WriteAsync(IReadOnlyList<SealedChange> changes, RunCertificate run, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            await transaction.WriteAsync(run.RunId, now, changes, cancellationToken);
        }
    }
}
