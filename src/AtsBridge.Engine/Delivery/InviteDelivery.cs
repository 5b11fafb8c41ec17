namespace AtsBridge.Delivery;

/// <summary>
/// Delivers what is due: the thin shell around <see cref="DeliveryStep"/>. Claim, commit, send, commit; no transaction is open
/// while a request is under way.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="clocks">The clock of each sink.</param>
public sealed class InviteDelivery(IDeliveryStore store, TimeProvider time, DeliveryClocks clocks)
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>Delivers until nothing is due, the budget is used up, or the sink is stopped.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="progress">Told after every invite that ended.</param>
    /// <param name="cancellationToken">Starts no further request; one that is under way is finished within its own timeout.</param>
    public async Task<DeliverySummary> DeliverDueAsync(ConfiguredSink sink, IProgress<DeliverySummary>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var round = new Round(sink, progress);
        // On the scheduler of whoever asks: the thread pool in production, virtual time in the simulation.
        var workers = Enumerable.Range(0, sink.Policy.Concurrency).Select(_ => Task.Factory.StartNew(
            () => WorkAsync(sink, round, cancellationToken), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current).Unwrap());
        await Task.WhenAll(workers);
        // Told by the wall clock, as whoever waits for it reads that one.
        return round.Summary with { NextAt = round.Summary.NextAt + (time.GetUtcNow() - clocks.Of(sink.Name).GetUtcNow()) };
    }

    private async Task WorkAsync(ConfiguredSink sink, Round round, CancellationToken cancellationToken)
    {
        var clock = clocks.Of(sink.Name);
        var more = true;
        while (more && !cancellationToken.IsCancellationRequested && !round.Limited)
        {
            more = await TakeTurnAsync(sink, clock, round, cancellationToken);
        }
    }

    private async Task<bool> TakeTurnAsync(ConfiguredSink sink, SinkClock clock, Round round, CancellationToken cancellationToken)
    {
        var turn = round.Turn();
        var begun = false;
        try
        {
            await clock.BeginAsync(sink, cancellationToken);
            begun = true;
            var (asked, mark) = (clock.GetUtcNow(), clock.Mark());
            var claim = await store.ClaimAsync(sink.Name, asked, sink.Limits, sink.Policy, Wake(sink, asked), cancellationToken);
            if (claim is Claim.Work first)
            {
                (Claim.Work Work, (DateTimeOffset, long) Mark)? work = (first, mark);
                while (work is { } one)
                {
                    work = await SendAsync(sink, clock, one.Work, one.Mark, round, cancellationToken);
                }

                return true;
            }

            if (claim is Claim.NothingDue { NextAt: { } next } && next - asked < Millisecond)
            {
                // Stores keep whole milliseconds, rounded up: what became due at once, with an answer that has just come, is due when
                // this one is over. To end here would leave it to the next round, and a sync has none.
                await Task.Delay(Millisecond, time, cancellationToken);
                return true;
            }

            round.End(claim, turn);
            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop while asking for work: what was sent until now still counts.
            return false;
        }
        finally
        {
            if (begun)
            {
                clock.End();
            }
        }
    }

    /// <returns>What was claimed with the answer, and when it was asked for; null: the worker asks anew.</returns>
    private async Task<(Claim.Work Work, (DateTimeOffset, long) Mark)?> SendAsync(
        ConfiguredSink sink, SinkClock clock, Claim.Work work, (DateTimeOffset Wall, long Steady) asked, Round round, CancellationToken cancellationToken)
    {
        if (work.LeaseEndsAt - clock.GetUtcNow() < sink.Policy.AttemptTimeout || clock.IsTooLate(asked, sink.Policy))
        {
            // This process slept between the claim and now; the request could outlive the lease and meet its own repetition.
            await FinishAsync(sink, clock, work, round, new(new DeliveryEvent.NotCarriedOut(clock.GetUtcNow(), "not started: too little of the lease was left"), AttemptOutcome.NotCarriedOut, null), goOn: false);
            return null;
        }

        // A request that is under way is brought to its end also when the host is told to stop: an answer that is not read is
        // an outcome that nobody knows. What is left of the lease beyond its timeout is for putting the answer on record.
        using var patience = new CancellationTokenSource(sink.Policy.AttemptTimeout, time);
        var answer = await SinkRequest.MakeAsync(sink, work, clock, patience.Token);
        return await FinishAsync(sink, clock, work, round, answer, goOn: answer.Outcome == AttemptOutcome.Done && !cancellationToken.IsCancellationRequested && !round.Limited && !clock.WasSet());
    }

    /// <summary>Puts the answer on record. To go on claims the next in the same transaction; only after an answer that says nothing of the sink as a whole.</summary>
    private async Task<(Claim.Work Work, (DateTimeOffset, long) Mark)?> FinishAsync(
        ConfiguredSink sink, SinkClock clock, Claim.Work work, Round round, SinkAnswer answer, bool goOn)
    {
        var (state, _) = DeliveryStep.Step(work.Invite.Delivery, answer.Happened, sink.Policy);
        if (answer.Happened is DeliveryEvent.KeyRefused)
        {
            await store.SetStoppedAsync(sink.Name, answer.Detail ?? "the key was not accepted", clock.GetUtcNow(), CancellationToken.None);
        }

        // Before the attempt is finished: whoever is next must not find a permit that the sink has just refused.
        var until = answer.Happened is DeliveryEvent.Limited limited ? DeliveryStep.Clamp(limited) : (DateTimeOffset?)null;
        if (until is { } refused)
        {
            await store.LimitAsync(sink.Name, refused, CancellationToken.None);
        }

        var report = sink.Reported is { } said && said.Remaining < sink.Policy.Concurrency ? said : null;
        var ended = new EndedAttempt(work.AttemptId, answer.Outcome, answer.Detail, work.Invite with { Delivery = state }, answer.Happened.At);
        var (now, mark) = (clock.GetUtcNow(), clock.Mark());
        var (written, next) = goOn && report is null
            ? await store.FinishAndClaimAsync(ended, now, sink.Limits, sink.Policy, Wake(sink, now), CancellationToken.None)
            : (await store.FinishAttemptAsync(ended.AttemptId, ended.Outcome, ended.Detail, ended.Invite, ended.At, CancellationToken.None), null);
        round.Count(work.Invite.Delivery.State, state.State);
        AttemptInstruments.Ended(sink.Name, AttemptKinds.Of(work.Effect), answer.Outcome);
        if (written && Round.IsNewlySent(work.Invite.Delivery.State, state.State))
        {
            AttemptInstruments.Sent(work.Invite, answer.Happened.At);
        }

        if (until is not null)
        {
            round.Limit(until);
        }
        else if (report is not null)
        {
            // Few are left, so the others who are under way would be refused if somebody else used the key too.
            await store.ReportAsync(sink.Name, report, clock.GetUtcNow(), sink.Limits, sink.Policy, CancellationToken.None);
        }

        // Anything but work is asked for anew: only a question that is asked while nothing of its own is under way can end a worker.
        return next is Claim.Work claimed ? (claimed, mark) : null;
    }

    private static Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> Wake(ConfiguredSink sink, DateTimeOffset at) =>
        state => DeliveryStep.Step(state, new DeliveryEvent.Wake(at), sink.Policy);

    /// <summary>What the workers of one round have done together.</summary>
    private sealed class Round(ConfiguredSink sink, IProgress<DeliverySummary>? progress)
    {
        private readonly Lock _lock = new();
        private long _turns;
        private long _lastTurn;

        internal DeliverySummary Summary { get; private set; } = new() { Sink = sink.Name };

        /// <summary>The sink refused for its rate limit although we kept ours: somebody else uses the key, and every further request would be refused too.</summary>
        internal bool Limited { get; private set; }

        internal void Limit(DateTimeOffset? until)
        {
            lock (_lock)
            {
                Limited = true;
                Summary = Summary with { OutOfBudget = true, NextAt = until };
            }
        }

        internal void Count(InviteState before, InviteState after)
        {
            lock (_lock)
            {
                var moved = before != after;
                Summary = Summary with
                {
                    Requests = Summary.Requests + 1,
                    Sent = Summary.Sent + (IsNewlySent(before, after) ? 1 : 0),
                    Rejected = Summary.Rejected + (moved && after == InviteState.Rejected ? 1 : 0),
                    NeedsReview = Summary.NeedsReview + (moved && after == InviteState.NeedsReview ? 1 : 0),
                };
                progress?.Report(Summary);
            }
        }

        /// <summary>Counts the questions for work, in the order in which they were asked.</summary>
        internal long Turn() => Interlocked.Increment(ref _turns);

        /// <summary>
        /// Of the answers that end a worker, the one to the last question counts: no request was under way any more when it was
        /// asked, while an earlier one may have seen the lease of another worker as something that is due later.
        /// </summary>
        internal void End(Claim? claim, long turn)
        {
            lock (_lock)
            {
                if (turn < _lastTurn || Limited)
                {
                    return;
                }

                _lastTurn = turn;
                Summary = claim switch
                {
                    Claim.NothingDue n => Summary with { OutOfBudget = false, NextAt = n.NextAt },
                    Claim.NoBudget b => Summary with { OutOfBudget = true, NextAt = b.Until },
                    Claim.Stopped s => Summary with { Stopped = s.Reason, NextAt = null },
                    Claim.Paused p => Summary with { Paused = p.Since, NextAt = null },
                    _ => Summary,
                };
            }
        }

        internal static bool IsNewlySent(InviteState before, InviteState after) => !IsWithSink(before) && IsWithSink(after);

        private static bool IsWithSink(InviteState state) =>
            state is InviteState.Sent or InviteState.PartiallyCompleted or InviteState.Completed or InviteState.Reviewed
                or InviteState.Hired or InviteState.Archived or InviteState.Expired;
    }
}
