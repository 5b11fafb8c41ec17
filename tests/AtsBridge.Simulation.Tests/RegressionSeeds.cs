namespace AtsBridge.Simulation.Tests;

/// <summary>Seeds whose worlds failed once.</summary>
internal static class RegressionSeeds
{
    internal static ulong[] All { get; } = [1, 353_555, 791_805];
}
