using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Simulation.Store;

/// <summary>A store that a world can live on: the model, or in tests the real one. Whatever is asked of it is answered at once.</summary>
internal interface IWorldStore : IDeliveryStore, ILedgerStore
{
    /// <summary>All invites as they stand, by number from 1.</summary>
    IReadOnlyList<Invite> Invites { get; }

    /// <summary>Requests on record.</summary>
    int AttemptCount { get; }

    /// <summary>What a sync does: a new invite, unless somebody has taken one of its identities.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="run">The run that makes it and does not end yet; 0: it has ended.</param>
    /// <returns>Its number; null where it is taken.</returns>
    long? Insert(Invite invite, long run);

    /// <summary>A pass has ended: its invites wait no longer.</summary>
    void EndRun(long run);
}
