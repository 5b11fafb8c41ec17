using AtsBridge.Simulation.Controls;

namespace AtsBridge.Simulation.Worlds;

/// <summary>Which world to run.</summary>
/// <param name="Seed">Everything follows from it.</param>
/// <param name="Handicap">The protection to take out.</param>
/// <param name="Beyond">How many times longer than the settle time the platform may take; 1: it keeps the bound.</param>
/// <param name="Recording">Whether to keep the trace as text.</param>
internal sealed record WorldSettings(ulong Seed, Handicap Handicap = Handicap.None, int Beyond = 1, bool Recording = false);
