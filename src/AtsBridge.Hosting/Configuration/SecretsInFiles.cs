using AtsBridge.Hosting.Configuration.Binding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Warns of keys and passwords that stand in a file, where copies, backups and repositories carry them on.</summary>
internal static class SecretsInFiles
{
    internal static IEnumerable<string> Files(IConfiguration configuration) =>
        (configuration as IConfigurationRoot)?.Providers.OfType<FileConfigurationProvider>().Select(PathOf) ?? [];

    internal static void Warn(IConfiguration configuration, IConfigurationSection section, ProblemList problems)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return;
        }

        foreach (var child in section.GetChildren())
        {
            if (Secrets.IsSecret(child.Path) && !string.IsNullOrWhiteSpace(child.Value) && child.Value != Secrets.Placeholder
                && FileOf(root, child.Path) is { } file && !IsForThisMachine(section))
            {
                problems.Warning(child.Path, null,
                    $"{child.Key} stands in {file}. Take it out, and set the environment variable {SettingsBinder.Variable(child.Path)} instead.");
            }

            Warn(configuration, child, problems);
        }
    }

    /// <summary>The file whose value counts: the last provider that has one wins.</summary>
    private static string? FileOf(IConfigurationRoot root, string path) =>
        root.Providers.LastOrDefault(p => p.TryGet(path, out _)) is FileConfigurationProvider provider ? PathOf(provider) : null;

    /// <summary>The key of a sandbox on this machine opens nothing.</summary>
    private static bool IsForThisMachine(IConfigurationSection siblings) =>
        siblings.GetChildren().Any(c => Uri.TryCreate(c.Value, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) && uri.IsLoopback);

    private static string PathOf(FileConfigurationProvider provider) =>
        Path.Combine((provider.Source.FileProvider as PhysicalFileProvider)?.Root ?? "", provider.Source.Path ?? "");
}
