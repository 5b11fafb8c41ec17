using AtsBridge.Ledger;

namespace AtsBridge.Delivery;

/// <summary>What delivery needs of the store. Implemented by the storage; every method is one transaction.</summary>
public interface IDeliveryStore
{
    /// <summary>
    /// Finds the invite of the sink whose time has come (state Due, Waiting, Ambiguous, Sending past its lease, or held by the
    /// undo window; or any that has a wish whose time has come; live before backfill, the oldest time first; only invites whose run has ended; of a
    /// paused route only those whose outcome is unknown), takes the step, and, if the
    /// step asks for a request, writes the attempt that is its permit. Steps without a request are written and the search goes on.
    /// An invite that is to be sent (Due, Waiting) without a person reference, whose person the sink is known to have, gets that
    /// reference first.
    /// </summary>
    /// <param name="sink">The sink.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="limits">The rate limits: fewer than the permits may be in flight or finished within the window.</param>
    /// <param name="policy">How long an attempt that was never finished counts as in flight.</param>
    /// <param name="wake">The pure step; called inside the transaction.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken);

    /// <summary>Takes a permit for a request that is not a step of delivery (a status); null where there is none.</summary>
    /// <param name="inviteId">The invite.</param>
    /// <param name="kind">What for.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="limits">The limits to keep; a caller that must leave room for others passes smaller ones.</param>
    /// <param name="policy">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The attempt's id.</returns>
    Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a permit for the resend that an operator asks for. All of it is judged in the transaction that writes the attempt: a wish
    /// of the invite or another operator may be claimed at the same moment.
    /// </summary>
    /// <param name="inviteId">The invite; one that exists.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="limits">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="policy">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="objection">
    /// What speaks against it, for a person; null: nothing. Gets the invite with <see cref="DeliveryState.PersonResentAt"/>; called inside
    /// the transaction.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection,
        CancellationToken cancellationToken);

    /// <summary>Writes how an attempt ended and, if the epoch still holds, where the invite stands now.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="detail">The sink's words.</param>
    /// <param name="invite">The invite with its new delivery state, and the epoch that it was read with.</param>
    /// <param name="now">When the answer came: the rate windows count from here.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>False: somebody else changed the invite meanwhile; only the attempt was written.</returns>
    /// <remarks>
    /// A person reference that is new is kept for the person's identities, so that the next invite needs one request less. An
    /// invite that ends as Cancelled frees its identities.
    /// </remarks>
    Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Finishes an attempt and searches for the next request, in one transaction where the store can: the answer and the next intent
    /// are on disk together, and both before the next request.
    /// </summary>
    /// <param name="ended">As for <see cref="FinishAttemptAsync"/>.</param>
    /// <param name="now">Now, UTC, for the search; not before the answer came.</param>
    /// <param name="limits">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="policy">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="wake">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store; then nothing is on record, not even how the attempt ended.</param>
    /// <returns>Whether the invite was written, as for <see cref="FinishAttemptAsync"/>, and what is next.</returns>
    async Task<(bool Written, Claim Next)> FinishAndClaimAsync(
        EndedAttempt ended, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        var written = await FinishAttemptAsync(ended.AttemptId, ended.Outcome, ended.Detail, ended.Invite, ended.At, cancellationToken);
        return (written, await ClaimAsync(ended.Invite.Sink, now, limits, policy, wake, cancellationToken));
    }

    /// <summary>Writes how an attempt ended that told of many invites, and where each stands now whose epoch still holds.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="detail">The sink's words.</param>
    /// <param name="invites">The invites with their new delivery state, and the epochs that they were read with.</param>
    /// <param name="now">When the answer came: the rate windows count from here.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The numbers of those that were written.</returns>
    Task<IReadOnlySet<long>> FinishPageAsync(
        long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Invites that the sink has and whose status may change, those asked for longest ago first; before them, for half of the
    /// number at most, those that ran out since their status is known: the person may have answered in the last minutes. Not those for which the request of
    /// a wish is under way: a status that is written meanwhile would fence its answer off. None while the sink is stopped.
    /// </summary>
    /// <param name="sink">The sink.</param>
    /// <param name="askedBefore">Only those last asked for before this moment, or never.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Stops a sink, or lets it go on (and releases what was held for it) where the reason is null.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="reason">What it said.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Compares both clocks with what was put on record of them for this sink. Where the wall clock was set meanwhile, everything
    /// that waits for a moment of it is moved along (<see cref="ClockStep"/>; answers within the rate windows, too), and the new
    /// reading is put on record.
    /// </summary>
    /// <param name="sink">The sink.</param>
    /// <param name="reading">Both clocks, now.</param>
    /// <param name="beside">
    /// A command beside a host: it goes by the reading on record, as the host does, unless that is of another start of the machine.
    /// </param>
    /// <param name="policy">The patience of the sink.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The reading that is on record now: all times of this sink are by it and by what the steady clock has counted since.</returns>
    Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken);

    /// <summary>The sink refuses every request until then (429), whatever our own books say. Never shortens an earlier one.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="until">When requests are welcome again, UTC; at most 65 minutes ahead.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// The sink says how many requests it would still take. Where that is fewer than by our own books, somebody else uses the key:
    /// no request is made until the sink's limit is renewed.
    /// </summary>
    /// <param name="sink">The sink.</param>
    /// <param name="report">What it said.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="limits">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="policy">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task ReportAsync(
        string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken);
}
