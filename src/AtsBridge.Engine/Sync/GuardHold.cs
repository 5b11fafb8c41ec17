namespace AtsBridge.Sync;

/// <summary>Invites that a guard holds until a person releases or cancels them.</summary>
/// <param name="RunId">The run in which it tripped: the number to name them all by. 0 in a plan.</param>
/// <param name="Route">Of this route; null: of all.</param>
/// <param name="Invites">How many.</param>
/// <param name="Reason">Why. Names stages, so it belongs on the operator's screen and into no log.</param>
public sealed record GuardHold(long RunId, string? Route, long Invites, string Reason);
