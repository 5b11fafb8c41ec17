using AtsBridge.Ledger;

namespace AtsBridge.Sync;

/// <summary>The one transaction that seals a page or a set: snapshot, transitions, decisions, invites, cursor, tally.</summary>
public interface ISyncTransaction : IAsyncDisposable
{
    /// <summary>
    /// Writes changes to the snapshot (a vanished application stays, marked as not present), and appends their transitions,
    /// decisions and invites, with the identities that an invite takes. Of somebody who was erased only <see cref="SealedChange.Erased"/>
    /// is written, and the snapshot's own row goes.
    /// </summary>
    Task WriteAsync(long runId, DateTimeOffset at, IReadOnlyList<SealedChange> changes, CancellationToken cancellationToken);

    /// <summary>Writes invites whose delivery state or request changed (epoch as it was read). One that is now Cancelled frees its identities.</summary>
    /// <returns>How many were written; those that somebody else changed meanwhile are not.</returns>
    Task<int> ChangeAsync(IReadOnlyList<Invite> invites, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Keeps the identities of invites whose person is known in a further way. One that another invite of the interview has stays with that one.</summary>
    Task KnowAsync(IReadOnlyList<Invite> invites, CancellationToken cancellationToken);

    /// <summary>Those who waited behind cancelled invites of the source were looked at (<see cref="ISyncSession.LeavingRoomAsync"/>).</summary>
    Task TakeRoomAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The guard has tripped: all unsent invites that this run made by this route become held with GuardTripped (as do their
    /// decisions, and the counts of the run where it has ended).
    /// </summary>
    /// <returns>How many invites of the run the route has now held by this, those included that were held by the undo window.</returns>
    Task<int> HoldAllAsync(long runId, string route, GuardTrip trip, CancellationToken cancellationToken);

    /// <summary>Keeps, of every way that applications went in this run, the most that ever went it at once.</summary>
    Task RememberMovesAsync(IReadOnlyDictionary<StageShift, long> moves, CancellationToken cancellationToken);

    /// <summary>Puts on record how records got out of quarantine.</summary>
    Task EndQuarantineAsync(IReadOnlyDictionary<long, QuarantineEnd> ends, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what could not be read. What stands there already is not written again; what had got out and is met again stands
    /// there anew.
    /// </summary>
    Task QuarantineAsync(long runId, DateTimeOffset at, IReadOnlyList<RejectedRecord> records, CancellationToken cancellationToken);

    /// <summary>Whether the fingerprints that the pass began with are still those of the snapshot: nobody was erased since.</summary>
    Task<bool> HasFingerprintsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the fingerprints of all applications that are present now, as they stand after what was written: those that the transaction
    /// began with, without those that are gone, and with those that came. The next sync reads them from here; where nobody says them,
    /// the store finds them out by itself.
    /// </summary>
    Task KeepFingerprintsAsync(IEnumerable<UInt128> gone, IAsyncEnumerable<UInt128> come, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the source's state and the run's tally so far, and commits. While the certificate says Running, the run stays open
    /// and its invites wait; any other outcome ends it and lets them go.
    /// </summary>
    Task CompleteAsync(SourceState state, RunCertificate certificate, CancellationToken cancellationToken);

    /// <summary>Commits what was written, where no run and no source's state belongs to it: a backfill.</summary>
    Task CommitAsync(CancellationToken cancellationToken);
}
