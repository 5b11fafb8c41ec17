namespace AtsBridge.Sync;

/// <summary>A route's guard has tripped.</summary>
/// <param name="RunId">The run in which it did: all that it holds is named by it.</param>
/// <param name="Reason">Why, in the words that stand in the ledger.</param>
/// <param name="Except">Invites that are held for this reason already keep it; null: none.</param>
public sealed record GuardTrip(long RunId, string Reason, string? Except = null);
