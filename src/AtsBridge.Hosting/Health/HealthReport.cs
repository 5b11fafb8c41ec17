namespace AtsBridge.Hosting.Health;

/// <summary>Whether the host is ready, and why not. No candidate's data.</summary>
/// <param name="Ready">Whether it does all of its work and nothing needs a person.</param>
/// <param name="Problems">What needs a person.</param>
/// <param name="Notes">What is worth knowing and needs nobody.</param>
public sealed record HealthReport(bool Ready, IReadOnlyList<Finding> Problems, IReadOnlyList<Finding> Notes);
