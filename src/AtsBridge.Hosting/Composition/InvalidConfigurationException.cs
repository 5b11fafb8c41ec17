using AtsBridge.Hosting.Configuration;

namespace AtsBridge.Hosting.Composition;

/// <summary>The configuration can't be used. Nothing was started.</summary>
/// <param name="problems">Everything that is wrong, warnings included.</param>
public sealed class InvalidConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
    : Exception("The configuration can't be used:" + Environment.NewLine + string.Join(Environment.NewLine, problems))
{
    /// <summary>Everything that is wrong, warnings included.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = problems;
}
