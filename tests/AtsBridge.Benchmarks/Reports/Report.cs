namespace AtsBridge.Benchmarks.Reports;

/// <summary>All that is kept of one call of the benchmarks.</summary>
/// <param name="Machine">Where it was measured, and what.</param>
/// <param name="Results">Every case with every single measurement.</param>
internal sealed record Report(Machine Machine, IReadOnlyList<CaseResult> Results);
