namespace AtsBridge.Sync;

/// <summary>Invites of a run whose pass was cut off: they wait for the next pass of the source, which judges them with its own.</summary>
/// <param name="RunId">The run that made them.</param>
/// <param name="Route">The route that made them.</param>
/// <param name="Invites">How many of them are unsent.</param>
public sealed record AwaitingInvites(long RunId, string Route, long Invites);
