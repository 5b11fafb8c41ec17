namespace AtsBridge.Simulation.Store;

/// <summary>Decides how each call of a node to the store goes. Random in a world, counted in a sweep.</summary>
internal interface IStoreFate
{
    /// <summary>How the next call goes, and how long it takes before and after its effect, in ticks.</summary>
    /// <param name="commits">Whether it writes.</param>
    (StoreFaultKind Kind, long Before, long After) Next(bool commits);
}
