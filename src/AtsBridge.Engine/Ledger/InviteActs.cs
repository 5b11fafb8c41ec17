using AtsBridge.Delivery;

namespace AtsBridge.Ledger;

/// <summary>What an operator does to an invite by hand. Each act is on record with the invite.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="deliveries">Where attempts are put on record.</param>
/// <param name="time">The clock.</param>
/// <param name="clocks">The clock of each sink.</param>
public sealed class InviteActs(ILedgerStore ledger, IDeliveryStore deliveries, TimeProvider time, DeliveryClocks clocks)
{
    /// <summary>Cancels an invite that was not sent; one whose outcome is unknown is cancelled once it is known that nothing was sent.</summary>
    public async Task<ActResult> CancelAsync(long inviteId, CancellationToken cancellationToken) => (await CancelAsync([inviteId], cancellationToken))[0];

    /// <summary>The same with many, as one act: all of it happens, or nothing.</summary>
    public Task<IReadOnlyList<ActResult>> CancelAsync(IReadOnlyList<long> inviteIds, CancellationToken cancellationToken) =>
        ActAsync(inviteIds, at => new DeliveryEvent.Cancel(at, "cancelled by the operator"), "can't be cancelled", cancellationToken);

    /// <summary>Lets a held invite go, and one that waits for the rest of its sync.</summary>
    public async Task<ActResult> ReleaseAsync(long inviteId, CancellationToken cancellationToken) => (await ReleaseAsync([inviteId], cancellationToken))[0];

    /// <summary>The same with many, as one act: all of it happens, or nothing.</summary>
    public Task<IReadOnlyList<ActResult>> ReleaseAsync(IReadOnlyList<long> inviteIds, CancellationToken cancellationToken) =>
        ActAsync(inviteIds, at => new DeliveryEvent.Release(at), "can't be released: only held invites can", cancellationToken, free: true);

    /// <summary>Tries again what was refused, or what a person has looked into. What can't be proven is looked up first.</summary>
    public async Task<ActResult> RetryAsync(long inviteId, CancellationToken cancellationToken) => (await RetryAsync([inviteId], cancellationToken))[0];

    /// <summary>The same with many, as one act: all of it happens, or nothing.</summary>
    public Task<IReadOnlyList<ActResult>> RetryAsync(IReadOnlyList<long> inviteIds, CancellationToken cancellationToken) =>
        ActAsync(inviteIds, at => new DeliveryEvent.Retry(at), "can't be retried: only Rejected, NeedsReview and Waiting can", cancellationToken);

    /// <summary>Sends an invite again that the sink has and that is still open. An act of its own, on record as an attempt.</summary>
    /// <param name="inviteId">The invite.</param>
    /// <param name="sink">Its sink.</param>
    /// <param name="insist">Also where the person was sent something again within the last day.</param>
    /// <param name="cancellationToken">Ends it before the request; one that is under way is finished within its own timeout.</param>
    public async Task<ActResult> ResendAsync(long inviteId, ConfiguredSink sink, bool insist, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (await ledger.FindAsync(inviteId, cancellationToken) is not { } invite)
        {
            return Unknown(inviteId);
        }

        var paused = (await ledger.PausesAsync(cancellationToken)).FirstOrDefault(
            p => string.Equals(p.Name, p.Scope == PauseScope.Sink ? invite.Sink : invite.Route, StringComparison.OrdinalIgnoreCase));
        if (paused is not null)
        {
            return new(inviteId, false, ResendWords.Paused(paused), invite);
        }

        var clock = clocks.Of(sink.Name);
        await clock.BeginAsync(sink, cancellationToken);
        try
        {
            var mark = clock.Mark();
            var now = clock.GetUtcNow();
            return await deliveries.BeginResendAsync(inviteId, now, sink.Limits, sink.Policy, i => ResendWords.Objection(i, insist, now), cancellationToken) switch
            {
                ResendPermit.Granted granted => await ResendAsync(sink, clock, mark, granted),
                var refused => new(inviteId, false, ResendWords.Of(refused, sink.Name, time.GetUtcNow() - clock.GetUtcNow()), (refused as ResendPermit.Objected)?.Invite ?? invite),
            };
        }
        finally
        {
            clock.End();
        }
    }

    private async Task<ActResult> ResendAsync(ConfiguredSink sink, SinkClock clock, (DateTimeOffset Wall, long Steady) mark, ResendPermit.Granted granted)
    {
        var (invite, attempt) = granted;
        var inviteId = invite.Id;
        if (await clock.WasReplacedAsync(sink, CancellationToken.None) || clock.IsTooLate(mark, sink.Policy))
        {
            // This process slept meanwhile, or a host was told of a clock that was set: the budget would not count the request where it is.
            const string late = "was not sent again: this machine was too slow; try again";
            await deliveries.FinishAttemptAsync(attempt, AttemptOutcome.NotCarriedOut, late, invite, clock.GetUtcNow(), CancellationToken.None);
            AttemptInstruments.Ended(sink.Name, AttemptKind.Resend, AttemptOutcome.NotCarriedOut);
            return new(inviteId, false, late, invite);
        }

        // Once it is under way it is brought to its end: an answer that is not read is an outcome that nobody knows.
        using var patience = new CancellationTokenSource(sink.Policy.AttemptTimeout, time);
        var (done, outcome, words, until) = await ResendAsync(sink, invite, patience.Token);
        var now = clock.GetUtcNow();
        // Before the attempt is finished: whoever is next must not find a permit that the sink has just refused, and while it is open
        // nobody moves the clock that these times are by.
        if (outcome == AttemptOutcome.RateLimited)
        {
            await deliveries.LimitAsync(sink.Name, DeliveryStep.Clamp(until ?? now.AddMinutes(1), now), CancellationToken.None);
        }

        if (outcome == AttemptOutcome.Unauthorized)
        {
            await deliveries.SetStoppedAsync(sink.Name, words, now, CancellationToken.None);
        }

        // Also what may have gone out counts: the routes must not send another copy on the same day.
        var resent = outcome is AttemptOutcome.Done or AttemptOutcome.Unknown
            ? invite with { Delivery = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Resent(now), sink.Policy).State }
            : invite;
        if (!await deliveries.FinishAttemptAsync(attempt, outcome, words, resent, now, CancellationToken.None) && !ReferenceEquals(resent, invite)
            && await ledger.FindAsync(inviteId, CancellationToken.None) is { } changed)
        {
            // A status came in between. That it was sent again must stand there all the same, or a route sends another copy today.
            resent = changed with { Delivery = DeliveryStep.Step(changed.Delivery, new DeliveryEvent.Resent(now), sink.Policy).State };
            await ledger.ChangeAsync(resent, now, CancellationToken.None);
        }

        AttemptInstruments.Ended(sink.Name, AttemptKind.Resend, outcome);
        return new(inviteId, done, words, resent);
    }

    private static async Task<(bool Done, AttemptOutcome Outcome, string Words, DateTimeOffset? Until)> ResendAsync(
        ConfiguredSink sink, Invite invite, CancellationToken cancellationToken)
    {
        try
        {
            return await sink.Sink.ResendAsync(new InviteReference(invite.Delivery.InviteReference!), invite.Request.Channels, cancellationToken) switch
            {
                ResendResult.Rejected r => (false, AttemptOutcome.Refused, $"the sink refuses: {r.Field} {r.Reason}".Trim(), null),
                _ => (true, AttemptOutcome.Done, "was sent again", null),
            };
        }
        catch (SinkException exception)
        {
            // Not repeated: whether it went out is unknown, and a second copy is worse than a missing reminder.
            return (false, OutcomeOf(exception.Fault), exception.Message, exception.Until);
        }
#pragma warning disable CA1031 // Whatever an adapter throws in the middle of a request: it may have gone out, and that is on record.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (false, AttemptOutcome.Unknown, $"may or may not have been sent again: the sink's adapter failed ({exception.GetType().Name})", null);
        }
    }

    private static AttemptOutcome OutcomeOf(SinkFault fault) => fault switch
    {
        SinkFault.Ambiguous => AttemptOutcome.Unknown,
        SinkFault.RateLimited => AttemptOutcome.RateLimited,
        SinkFault.Unauthorized => AttemptOutcome.Unauthorized,
        _ => AttemptOutcome.NotCarriedOut,
    };

    private async Task<IReadOnlyList<ActResult>> ActAsync(
        IReadOnlyList<long> inviteIds, Func<DateTimeOffset, DeliveryEvent> act, string refusal, CancellationToken cancellationToken, bool free = false)
    {
        var now = time.GetUtcNow();
        var policy = new DeliveryPolicy();
        var changes = await ledger.ChangeAllAsync(
            inviteIds,
            invite =>
            {
                if (IsUnreadable(invite))
                {
                    return null;
                }

                var after = invite with { Delivery = DeliveryStep.Step(invite.Delivery, act(now), policy).State, AwaitsPass = invite.AwaitsPass && !free };
                return after.Delivery == invite.Delivery && after.AwaitsPass == invite.AwaitsPass ? null : after;
            },
            now, cancellationToken);
        var changed = changes.ToDictionary(c => c.Before.Id);
        return [.. inviteIds.Select(id => !changed.TryGetValue(id, out var change) ? Unknown(id)
            : IsUnreadable(change.Before) ? new(id, false, $"can't be changed. {change.Before.Delivery.Reason}", change.Before)
            : change.After is not { } after ? new(id, false, $"is {change.Before.Delivery.State} and {refusal}", change.Before)
            : new(id, true, Words(after.Delivery), after))];
    }

    /// <summary>Its row holds nothing that could be sent, and must not be written over.</summary>
    private static bool IsUnreadable(Invite invite) => invite.Request.Reference.Length == 0;

    private static string Words(DeliveryState state) => state.CancelRequested && state.State != InviteState.Cancelled
        ? "will be cancelled if it turns out that nothing was sent"
        : $"is {state.State}";

    private static ActResult Unknown(long inviteId) => new(inviteId, false, "does not exist: atsbridge invites list shows those that do", null);
}
