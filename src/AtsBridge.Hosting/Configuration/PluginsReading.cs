using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration;

/// <summary>
/// Checks where plugins are. What is wrong with one of them is a warning: a source that needs it is an error by itself, and the others
/// have nothing to do with it.
/// </summary>
internal static class PluginsReading
{
    private const string Place = ConfigurationReader.SectionName + ":Plugins";
    private const string Cure = "Name the folder that has one folder for each plugin, such as \"plugins\", or leave Plugins out.";

    /// <summary>The folder, absolute; null where none is named.</summary>
    internal static string? Folder(IConfiguration configuration, string baseDirectory) =>
        configuration[Place] is { } written && IsPath(written) ? Path.GetFullPath(written.Trim(), Path.GetFullPath(baseDirectory)) : null;

    internal static void Check(IConfiguration configuration, string baseDirectory, AdapterCatalog catalog, ProblemList problems)
    {
        CheckFolder(configuration[Place], Folder(configuration, baseDirectory), problems);
        foreach (var refused in catalog.Refused.Where(r => r.PluginFolder is not null))
        {
            problems.Warning(Place, null, $"{refused.PluginFolder}: {refused.Item}{(refused.Version is null ? "" : $" {refused.Version}")} can't be used, because {refused.Reason}");
        }

        foreach (var warning in catalog.Plugins.SelectMany(p => p.Warnings))
        {
            problems.Warning(Place, null, warning);
        }
    }

    private static void CheckFolder(string? written, string? folder, ProblemList problems)
    {
        if (written is null || problems.Has(Place))
        {
            return;
        }

        if (folder is null)
        {
            problems.Error(Place, written, $"This names no folder. {Cure}");
        }
        else if (File.Exists(folder))
        {
            problems.Error(Place, written, $"{folder} is a file. {Cure}");
        }
        else if (!Directory.Exists(folder))
        {
            problems.Warning(Place, written, $"The folder {folder} doesn't exist, or can't be looked into, so that there are no plugins. {Cure}");
        }
    }

    private static bool IsPath(string written) => !string.IsNullOrWhiteSpace(written) && !written.Contains('\0', StringComparison.Ordinal);
}
