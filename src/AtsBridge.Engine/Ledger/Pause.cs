namespace AtsBridge.Ledger;

/// <summary>A person wants nothing to be sent for now. What is due stays due, and nothing is dropped.</summary>
/// <param name="Scope">What is paused.</param>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Reason">Why, in the words of whoever paused it; null where nothing was said.</param>
public sealed record Pause(PauseScope Scope, string Name, DateTimeOffset Since, string? Reason);
