using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>An application and what a route concluded for it.</summary>
/// <param name="Application">The application as it is now.</param>
/// <param name="Decision">What was concluded.</param>
public sealed record DecidedApplication(Application Application, Decision Decision);
