namespace AtsBridge.Hosting.Health;

/// <summary>Whether the host is ready, and why not.</summary>
/// <param name="Ready">Whether it does all of its work.</param>
/// <param name="Problems">What a person has to look at; no candidate's data.</param>
public sealed record HealthReport(bool Ready, IReadOnlyList<string> Problems);
