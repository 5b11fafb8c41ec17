using System.Collections.Immutable;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>What one route concluded in a pass.</summary>
/// <param name="Route">The route's name.</param>
/// <param name="Invited">Transitions invited.</param>
/// <param name="Held">Transitions held.</param>
/// <param name="Suppressed">Transitions suppressed, by reason.</param>
public sealed record RouteTally(string Route, long Invited, long Held, ImmutableSortedDictionary<SuppressReason, long> Suppressed);
