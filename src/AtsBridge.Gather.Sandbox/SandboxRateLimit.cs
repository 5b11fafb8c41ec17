namespace AtsBridge.Gather.Sandbox;

/// <summary>So many requests of one key in any rolling window of that length.</summary>
/// <param name="Permits">Requests in a window.</param>
/// <param name="Window">The length of the window.</param>
public sealed record SandboxRateLimit(int Permits, TimeSpan Window);
