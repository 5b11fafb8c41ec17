using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Tests;

/// <summary>Exactly one commit goes wrong, and everything else goes well.</summary>
/// <param name="number">Which commit, from 1.</param>
/// <param name="kind">What goes wrong with it.</param>
internal sealed class OneStoreFault(int number, StoreFaultKind kind) : IStoreFate
{
    private int _commits;

    /// <summary>Whether there were so many commits that it went wrong.</summary>
    internal bool Happened => _commits >= number;

    public (StoreFaultKind Kind, long Before, long After) Next(bool commits) =>
        (commits && ++_commits == number ? kind : StoreFaultKind.None, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMillisecond);
}
