using AtsBridge.Erasure;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>
/// Seals single records that were taken without reading their source: the cursor stays, nobody has vanished, and everything else is
/// as in a sync.
/// </summary>
internal sealed class PartialSeal(ConfiguredSource source, ISyncSession session, RouteTable routes, SyncMode mode, RunTally tally, ErasedRecords erased, TimeProvider time)
{
    private readonly QuarantineReview _review = new(session);

    /// <summary>Who was at the first sync, and in quarantine then.</summary>
    internal QuarantineReview Review => _review;

    /// <summary>Decides and writes what is staged.</summary>
    /// <param name="opened">The run.</param>
    /// <param name="set">What people call it.</param>
    /// <param name="guard">The guards of the routes.</param>
    /// <param name="beside">What else is written in the transaction.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    internal async Task<(RunCertificate Certificate, IReadOnlyList<GuardHold> Holds)> SealAsync(
        RunCertificate opened, string set, PassGuard guard, Func<ISyncTransaction, DateTimeOffset, Task> beside, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var acts = new StageActs(source, routes, new SentInvites(session), tally, now);
        var decider = new Decider(source, session, routes, erased);
        var seal = new SetSeal(source, session, routes, decider, new PlannedInvites(mode), acts, guard, erased, _review, tally, now);
        await using var transaction = mode == SyncMode.Commit ? await session.BeginSealAsync(cancellationToken) : null;
        // Inside the transaction: whoever was erased meanwhile must not be written.
        await erased.LoadAsync(cancellationToken);
        await seal.ConcludeAsync(opened, session.State, firstRun: false, last: false, transaction, cancellationToken);
        var certificate = tally.Certify(opened, RunOutcome.Succeeded, now) with { Set = set };
        if (transaction is not null)
        {
            await beside(transaction, now);
            await transaction.CompleteAsync(session.State with { Present = session.State.Present + tally.New + tally.Reappeared }, certificate, cancellationToken);
        }

        return (certificate, [.. guard.Holds]);
    }
}
