namespace AtsBridge.Chaos.Budget;

/// <summary>A time in which no host sent anything, because the one was gone and the next one not yet at work.</summary>
/// <param name="How">How the one before ended.</param>
/// <param name="From">When it was gone.</param>
/// <param name="Listened">When the next one listened.</param>
/// <param name="To">When the next one sent its first request.</param>
internal sealed record Gap(string How, DateTimeOffset From, DateTimeOffset Listened, DateTimeOffset To);
