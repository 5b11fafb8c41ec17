using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Controls;

/// <summary>A store without the epoch: who comes late with an answer writes it over what happened meanwhile.</summary>
/// <param name="store">The store.</param>
internal sealed class UnfencedStore(IWorldStore store) : DecoratedStore(store)
{
    /// <inheritdoc />
    public override async Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = await store.FindAsync(invite.Id, cancellationToken);
        return await store.FinishAttemptAsync(attemptId, outcome, detail, invite with { Epoch = current!.Epoch }, now, cancellationToken);
    }
}
