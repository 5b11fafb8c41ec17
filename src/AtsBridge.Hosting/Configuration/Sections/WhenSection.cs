namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class WhenSection
{
    public List<string>? Stage { get; init; }

    public List<string>? Job { get; init; }

    public List<ApplicationStatus>? Status { get; init; }

    public Dictionary<string, List<string>> Attributes { get; init; } = [];
}
