namespace AtsBridge.Cli.Inference;

/// <summary>A field, and the place that it is read from.</summary>
/// <param name="Field">The property of <see cref="SourceRecord"/>.</param>
/// <param name="Place">The heading or path.</param>
/// <param name="Confidence">From 0 to 1: how plainly the name says so, times the share of values that fit.</param>
/// <param name="Example">A value of it, for the operator's screen alone; null where all are empty.</param>
internal sealed record FieldFinding(string Field, string Place, double Confidence, string? Example);
