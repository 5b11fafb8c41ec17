namespace AtsBridge.Chaos.Budget;

/// <summary>A time in which no host ran.</summary>
/// <param name="How">How the one before ended.</param>
/// <param name="From">When it was gone.</param>
/// <param name="To">When the next one listened.</param>
internal sealed record Gap(string How, DateTimeOffset From, DateTimeOffset To);
