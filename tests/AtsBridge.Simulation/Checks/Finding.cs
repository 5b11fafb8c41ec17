namespace AtsBridge.Simulation.Checks;

/// <summary>Something that must never happen, and did.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Words">What exactly.</param>
internal sealed record Finding(FindingKind Kind, string Words);
