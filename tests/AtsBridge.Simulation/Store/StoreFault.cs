namespace AtsBridge.Simulation.Store;

/// <summary>The store reported an error. Whether the commit took effect, nobody knows.</summary>
/// <param name="message">What it was about.</param>
internal sealed class StoreFault(string message) : Exception(message);
