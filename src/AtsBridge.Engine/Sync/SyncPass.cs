using AtsBridge.Erasure;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>The sets of one pass, one after the other, each a run with its certificate.</summary>
internal sealed class SyncPass(ConfiguredSource source, ISyncSession session, RouteTable routes, SyncOptions options, TimeProvider time)
{
    private readonly PlannedInvites _planned = new(options.Mode);
    private readonly SentInvites _sent = new(session);
    private readonly string _rules = Fingerprint.Of(source.Rules);
    private readonly PassGuard _guard = new(routes.Of(source.Name));
    private readonly MovementGuard _movement = new(source, session, routes);
    private readonly QuarantineReview _quarantine = new(session);
    private readonly List<GuardHold> _suspected = [];
    private readonly List<(RunCertificate Certificate, RunTally Tally)> _waiting = [];
    private readonly ErasedRecords _erased = new(source.Name, session, options.Mode);
    private Decider? _decider;
    private SourceState _state = session.State;
    private string? _cursor = session.State.Cursor;
    private bool _planHasChanges;
    private RunCertificate? _sealed;
    private long _sealedArrivals;

    private bool Committing => options.Mode == SyncMode.Commit;

    /// <summary>What the guards hold so far.</summary>
    internal IReadOnlyList<GuardHold> Holds => [.. _suspected, .. _guard.Holds];

    internal async Task<SetRun> RunSetAsync(CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var tally = new RunTally { Known = _state.Present, Since = _cursor };
        var certificate = new RunCertificate
        {
            Source = source.Name,
            StartedAt = started,
            Outcome = RunOutcome.Running,
            Baseline = !_state.Baselined,
            RunId = Committing ? await session.BeginRunAsync(started, cancellationToken) : 0,
        };
        try
        {
            await _guard.TakeOverAsync(session, cancellationToken);
            if (await RepeatAsync(certificate, tally, cancellationToken) is { } repeated)
            {
                return repeated;
            }

            if (await ReadSetAsync(certificate, tally, skipKnown: true, cancellationToken) is { } run)
            {
                return run;
            }

            await session.DiscardAsync(cancellationToken);
            tally = new RunTally { Known = _state.Present, Since = _cursor };
            return (await ReadSetAsync(certificate, tally, skipKnown: false, cancellationToken))!;
        }
        catch (SourceException exception)
        {
            return await FailAsync(certificate, tally, exception.Message, CancellationToken.None);
        }
        catch (Exception exception) when (AdapterMisfit.Is(exception))
        {
            return await FailAsync(certificate, tally, AdapterMisfit.Reason(source.Reader, exception), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await InterruptAsync(certificate);
            throw;
        }
        catch (Exception exception)
        {
            // A fault of ours or of an adapter (its own time-outs among them): on record as a failed run, and out, so that whoever
            // called sees all of it.
            await FailAsync(certificate, tally, $"An unexpected fault ended the run and nothing was changed: {exception.GetType().Name}.", CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// Seals a set that is the last one once more, without reading it: nobody moved, but routes may be new, and room may have become
    /// free. Null where it has to be read.
    /// </summary>
    private async Task<SetRun?> RepeatAsync(RunCertificate certificate, RunTally tally, CancellationToken cancellationToken)
    {
        if (source.Reader is not IRepeatCheck reader || source.Contents != SourceContents.Full
            || _state is not { Baselined: true, Mark: { } mark } || !string.Equals(_state.RulesHash, _rules, StringComparison.Ordinal)
            || await reader.CheckRepeatAsync(new ReadRequest(_cursor) { FullSets = true, Mark = mark }, cancellationToken) is not { } page)
        {
            return null;
        }

        if (page.More && page.Next == _cursor)
        {
            throw CursorStands();
        }

        await _erased.BeginSetAsync(cancellationToken);
        tally.Note(page);
        tally.Read = tally.Unchanged = page.Repeated;
        options.Progress?.Report(new(source.Name, tally.Set, tally.Read, page.Progress));
        var comparison = new SetComparison(source, session, known: null, _erased, sameRules: true, tally);
        return new(await SealAsync(certificate, RunOutcome.Succeeded, _state with { Cursor = page.Next ?? _cursor }, tally, comparison, page.More, cancellationToken), tally, page.More);
    }

    /// <summary>Reads a set and seals it; null, with nothing sealed, where it must be read again without skipping what is known.</summary>
    private async Task<SetRun?> ReadSetAsync(RunCertificate certificate, RunTally tally, bool skipKnown, CancellationToken cancellationToken)
    {
        var full = source.Contents == SourceContents.Full;
        var sameRules = _state.RulesHash == _rules;
        // In a plan, what an earlier set of the pass would have changed is not in the fingerprints.
        var known = skipKnown && full && _state.Present > 0 && sameRules && !_planHasChanges ? await KnownRecords.LoadAsync(session, _state.Present, cancellationToken) : null;
        await _erased.BeginSetAsync(cancellationToken);
        var comparison = new SetComparison(source, session, known, _erased, sameRules, tally);
        var start = _cursor;
        var next = start;
        var more = false;
        var nothingNew = false;
        var mark = default(string);
        await foreach (var page in source.Reader.ReadAsync(new ReadRequest(_cursor, known) { FullSets = full }, cancellationToken))
        {
            await comparison.AddAsync(page, cancellationToken);
            if (comparison.NeedsEveryRecord)
            {
                return null;
            }

            (next, more, nothingNew, mark) = (page.Next ?? next, page.More, page.NothingNew, page.Mark);
            options.Progress?.Report(new(source.Name, tally.Set, tally.Read, page.Progress));
            if (!full && !nothingNew)
            {
                await SealAsync(certificate, RunOutcome.Running, _state with { Cursor = next }, tally, comparison, more: false, cancellationToken);
                comparison.ForgetSeen();
            }
        }

        if (more && next == start)
        {
            throw CursorStands();
        }

        // A first sync that broke off after its last page or set ends here: otherwise whoever comes next would count as there before.
        var unfinished = nothingNew && tally.Read == 0 && !_state.Baselined && _state.Present > 0;
        if (nothingNew && tally.Read == 0 && !unfinished)
        {
            return await NothingNewAsync(certificate, tally, next, cancellationToken);
        }

        if (full && !unfinished)
        {
            if (await ObjectionAsync(certificate, tally, comparison, cancellationToken) is { } objection)
            {
                await session.DiscardAsync(cancellationToken);
                // A newer set of the whole source outdates this one: the pass goes on with it, and only its success moves the
                // cursor past this one. Where there is none, the next pass meets this set again.
                _cursor = next;
                return (await FailAsync(certificate, tally, objection, cancellationToken)) with { More = more };
            }
        }

        // The first sync is all that waits when it is made; what people did between two old exports is no news either. And an
        // empty set is no baseline: everybody in the next one would count as newly arrived.
        var state = _state with { Cursor = next, Mark = tally.Quarantined == 0 ? mark : null, Baselined = _state.Baselined || (!more && (tally.Read > 0 || _state.Present > 0)) };
        return new(await SealAsync(certificate, RunOutcome.Succeeded, state, tally, comparison, more, cancellationToken), tally, more);
    }

    private static SourceException CursorStands() =>
        new(SourceFault.Unreadable, "The adapter says that a further set waits and does not move its cursor (SourcePage.Next), so the same set would be read for ever. The adapter must be mended.");

    private async Task<RunCertificate> SealAsync(
        RunCertificate opened, RunOutcome outcome, SourceState state, RunTally tally, SetComparison comparison, bool more, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await SuspectAsync(opened, tally, cancellationToken);
        _decider ??= new(source, session, routes, _erased);
        var seal = new SetSeal(source, session, routes, _decider, _planned, new StageActs(source, routes, _sent, tally, now), _guard, _erased, _quarantine, tally, now);
        await _quarantine.OpenAsync(cancellationToken);
        await using var transaction = Committing ? await session.BeginSealAsync(cancellationToken) : null;
        // Inside the transaction: whoever was erased while the set was read must not be written.
        await _erased.LoadAsync(cancellationToken);
        var fingerprinted = outcome == RunOutcome.Succeeded && tally.Changed + tally.New + tally.Vanished > 0 && transaction is not null && await transaction.HasFingerprintsAsync(cancellationToken);
        await seal.ConcludeAsync(opened, _state, opened.Baseline, last: outcome == RunOutcome.Succeeded, transaction, cancellationToken);

        var certificate = tally.Certify(opened, outcome, now);
        certificate = certificate with { Until = certificate.Quarantined > 0 ? state.Cursor : null };
        if (!certificate.Balances)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Run {opened.RunId} of {source.Name} does not balance: {certificate.Read} read, {certificate.Unchanged} unchanged, {certificate.Changed} changed, {certificate.New} new, {certificate.Quarantined} quarantined; {certificate.Transitions} transitions."));
        }

        state = state with
        {
            RulesHash = _rules,
            Present = state.Present + tally.New + tally.Reappeared - tally.Vanished - _sealedArrivals,
            RouteStages = outcome == RunOutcome.Succeeded && state.Baselined ? state.RouteStages.Union(seal.RouteStages()) : state.RouteStages,
        };
        var read = await comparison.ReadOfAsync(_quarantine.Keys, cancellationToken);
        var ends = _quarantine.Ends(read, tally.Rejected, full: source.Contents == SourceContents.Full && !tally.ListIsCut);
        if (transaction is not null)
        {
            await transaction.EndQuarantineAsync(ends, now, cancellationToken);
            await transaction.QuarantineAsync(opened.RunId, now, tally.Rejected, cancellationToken);
            if (outcome == RunOutcome.Succeeded)
            {
                await transaction.RememberMovesAsync(tally.Movement.Shifts, cancellationToken);
            }

            if (fingerprinted)
            {
                await comparison.KeepFingerprintsAsync(transaction, cancellationToken);
            }

            await transaction.CompleteAsync(state, more ? Waiting(certificate, tally) : certificate, cancellationToken);
        }

        // The set is committed: told to stop here, the run must not be put on record as interrupted.
        await session.EndSetAsync(CancellationToken.None);
        _erased.Committed();
        tally.Rejected.Clear();
        // From here on the ledger itself says who has an invite, and others write to it too. A plan has nothing but its own memory.
        _decider = Committing ? null : _decider;
        _planHasChanges |= !Committing;
        _state = state;
        _cursor = state.Cursor;
        // What this page added to the tally is in the state now; the next page of the same run must not add it again.
        _sealedArrivals = outcome == RunOutcome.Running ? tally.New + tally.Reappeared - tally.Vanished : 0;
        _sealed = outcome == RunOutcome.Running ? certificate : null;
        tally.Movement.Seal();
        if (outcome == RunOutcome.Succeeded)
        {
            _guard.Add(opened.RunId, tally);
            _movement.Remember(new(tally.Known, tally.Movement.Moved, tally.Vanished), tally.Movement);
            if (tally.Suspicion is { } suspicion)
            {
                _suspected.Add(new(opened.RunId, Route: null, tally.Decisions.Routes.Values.Sum(r => r.Suspected) + tally.Kept, suspicion.Words));
            }
        }

        return certificate;
    }

    /// <summary>
    /// While a further set waits, this one's invites do: the next may show that their people have moved on. Ends with the pass;
    /// if that is cut off before, with the next one of the source, which judges them together with its own.
    /// </summary>
    private RunCertificate Waiting(RunCertificate certificate, RunTally tally)
    {
        _waiting.Add((certificate, tally));
        return certificate with { Outcome = RunOutcome.Running, FinishedAt = null };
    }

    /// <summary>Ends the runs whose invites have waited for the sets behind them, and lets go what waited for the pass.</summary>
    /// <param name="stopped">Whether it was told to stop: then nobody has seen what is behind, and the invites go on waiting.</param>
    internal async Task EndAsync(bool stopped)
    {
        foreach (var (certificate, tally) in _waiting)
        {
            var counted = tally.Recount(certificate);
            await session.EndRunAsync(
                stopped ? counted with { Outcome = RunOutcome.Interrupted, Reason = "it was told to stop before the sets behind this one were read; its invites wait for them" } : counted,
                [], CancellationToken.None);
        }

        _waiting.Clear();
        if (!stopped)
        {
            await session.EndPassAsync(CancellationToken.None);
        }
    }

    /// <summary>Why a full set must not be believed; null where it may be, and then whoever is missing from it is staged as vanished.</summary>
    private async Task<string?> ObjectionAsync(RunCertificate opened, RunTally tally, SetComparison comparison, CancellationToken cancellationToken)
    {
        if (SetGuard.Objection(_state, tally, comparison.Applications, options, source) is { } objection)
        {
            return objection;
        }

        await comparison.StageVanishedAsync(_state.Present, tally.New + tally.Reappeared, cancellationToken);
        return options.AcceptShrunk || opened.Baseline ? null : await _movement.ObjectionAsync(tally.Known, tally.Vanished, cancellationToken);
    }

    /// <summary>Looks at the movement so far. A feed of changes may trip in the middle, and then all of its run is suspected.</summary>
    private async Task SuspectAsync(RunCertificate opened, RunTally tally, CancellationToken cancellationToken)
    {
        if (options.AcceptMoved || opened.Baseline || tally.Suspicion is not null)
        {
            return;
        }

        var suspicion = await _movement.JudgeAsync(tally.Movement, tally.Known, cancellationToken);
        tally.Suspicion = source.Contents == SourceContents.Changes && suspicion is not null ? suspicion with { Ways = null } : suspicion;
    }

    private async Task<SetRun> NothingNewAsync(RunCertificate opened, RunTally tally, string? next, CancellationToken cancellationToken)
    {
        var certificate = tally.Certify(opened, RunOutcome.NothingNew, time.GetUtcNow());
        if (Committing && next != _cursor)
        {
            // It has passed something over that it need not look at again.
            await using var transaction = await session.BeginSealAsync(cancellationToken);
            await transaction.CompleteAsync(_state with { Cursor = next }, certificate, cancellationToken);
        }
        else if (Committing)
        {
            await session.EndRunAsync(certificate, [], cancellationToken);
        }

        return new(certificate, tally, More: false);
    }

    private async Task<SetRun> FailAsync(RunCertificate opened, RunTally tally, string reason, CancellationToken cancellationToken)
    {
        // Pages of a feed that were committed before the fault stay committed; their numbers are the run's.
        var certificate = _sealed is null
            ? tally.CertifyFailure(opened, time.GetUtcNow(), reason)
            : _sealed with { Outcome = RunOutcome.Failed, FinishedAt = time.GetUtcNow(), Reason = reason };
        if (Committing)
        {
            // What a page that was not committed could not read is met again with that page.
            await session.EndRunAsync(certificate, _sealed is null ? tally.Rejected : [], cancellationToken);
        }

        return new(certificate, tally, More: false);
    }

    /// <summary>Told to stop: pages that were committed stay, and their invites wait for the rest, which the guard has not seen.</summary>
    private async Task InterruptAsync(RunCertificate opened)
    {
        if (Committing)
        {
            await session.EndRunAsync(
                (_sealed ?? opened) with
                {
                    Outcome = RunOutcome.Interrupted, FinishedAt = time.GetUtcNow(), Reason = "it was told to stop; the run after it starts where it did",
                },
                [], CancellationToken.None);
        }
    }

    /// <summary>One set as a run.</summary>
    internal sealed record SetRun(RunCertificate Certificate, RunTally Tally, bool More);
}
