namespace AtsBridge;

/// <summary>What an adapter may know of the place it was configured in. Offered to its constructor.</summary>
/// <param name="Name">The name of the source or sink in the configuration.</param>
/// <param name="BaseDirectory">The folder of the configuration file: relative paths refer to it. Absolute.</param>
public sealed record AdapterContext(string Name, string BaseDirectory);
