using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class SourceSection : WordsSection
{
    public string? Adapter { get; init; }

    public string? Schedule { get; init; }

    public SourceGuardSection Guard { get; init; } = new();

    public IConfigurationSection? Options { get; init; }
}
