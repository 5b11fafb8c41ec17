namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>Gathers what is wrong; nothing gets in with a secret in it, and nothing twice.</summary>
internal sealed class ProblemList(Secrets secrets)
{
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly HashSet<string> _excused = new(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyList<ConfigurationProblem> All => _problems;

    internal bool AnyError => _problems.Exists(p => p.Severity == ProblemSeverity.Error);

    internal void Error(string path, string? value, string message) => Add(ProblemSeverity.Error, path, value, message);

    internal void Warning(string path, string? value, string message) => Add(ProblemSeverity.Warning, path, value, message);

    /// <summary>Something near this path was reported already, such as its misspelt key: it isn't called missing as well.</summary>
    internal void Excuse(string path) => _excused.Add(path);

    /// <summary>Whether the value at a path, or below it, could not be read.</summary>
    internal bool Has(string path) => _excused.Contains(path) || _problems.Exists(p => p.Severity == ProblemSeverity.Error
        && p.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase)
        && (p.Path.Length == path.Length || p.Path[path.Length] == ':'));

    private void Add(ProblemSeverity severity, string path, string? value, string message)
    {
        var problem = new ConfigurationProblem(severity, path, secrets.Shown(path, value), secrets.Scrub(message));
        if (!_problems.Exists(p => p.Path == problem.Path && p.Message == problem.Message))
        {
            _problems.Add(problem);
        }
    }
}
