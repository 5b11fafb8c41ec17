namespace AtsBridge.Simulation.Platform;

/// <summary>A candidate in the platform's books.</summary>
internal sealed record BookedPerson(string Id, string? Email, string? ExternalId, bool ByHand, long ListedAt);
