namespace AtsBridge.Testing;

/// <summary>How one check ended.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Result">How.</param>
/// <param name="Why">Why it was skipped or failed; null where it passed.</param>
/// <param name="Fault">What it threw; a <see cref="ConformanceException"/> where the adapter is at fault.</param>
public sealed record CheckOutcome(string Check, CheckResult Result, string? Why, Exception? Fault);
