using AtsBridge.Erasure;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>A change with all that follows from it, ready to be written.</summary>
/// <param name="Change">The change; null where an unchanged application is only looked at again.</param>
/// <param name="Key">The application's key.</param>
/// <param name="Transition">What happened to its place; null where nothing did, and where a baseline has nothing to say.</param>
/// <param name="Decision">What was concluded; null exactly where there is no transition.</param>
/// <param name="Invite">The invite to make, if any.</param>
public sealed record SealedChange(StagedChange? Change, string Key, StageTransition? Transition, Decision? Decision, Invite? Invite)
{
    /// <summary>The person was erased: this is all that is written.</summary>
    public ErasedApplication? Erased { get; init; }

    /// <summary>The application is nobody's any more who was erased: what was kept of it under this key goes.</summary>
    public UInt128? Revived { get; init; }
}
