using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Configuration.Profiles;
using AtsBridge.Hosting.Discovery;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>adapters</c>: what was found and what was refused. Needs no configuration; where there is one, its plugins are shown too.</summary>
internal static class AdaptersVerb
{
    internal static Command Create(CommonOptions common)
    {
        var command = new Command("adapters", "Every adapter found, from which assembly, version and plugin; every one refused, and why.");
        command.SetAction(parsed =>
        {
            var screen = common.ScreenOf(parsed);
            var file = FileOf(parsed.GetValue(common.Config));
            var catalog = AdapterCatalog.Discover(new AdapterScan(), file?.PluginsFolder);
            if (screen.IsJson)
            {
                screen.Json(Document(catalog, file));
            }
            else
            {
                Show(screen, catalog, file);
            }

            // What is beside the executable is shown all the same.
            screen.Problems(file?.Problem is { } problem ? [problem] : []);
            return file?.Problem is null ? ExitCode.Done : ExitCode.Wrong;
        });
        return command;
    }

    private static ConfigurationFile? FileOf(string? named) =>
        named is not null || File.Exists(ConfigurationFile.DefaultName) ? ConfigurationFile.Load(named ?? ConfigurationFile.DefaultName) : null;

    private static object Document(AdapterCatalog catalog, ConfigurationFile? file) => new
    {
        found = catalog.Found.Select(a => new { a.Kind, a.Name, type = a.Type.FullName, assembly = a.AssemblyName, a.Version, settings = a.SettingsType?.FullName, a.PluginFolder, profiles = ProfilesOf(a) }),
        refused = catalog.Refused,
        pluginsFolder = file?.PluginsFolder,
        plugins = catalog.Plugins,
    };

    private static IEnumerable<object> ProfilesOf(FoundAdapter adapter) => ProfileLibrary.NamesOf(adapter).Select(name =>
        ProfileLibrary.Find(adapter, name, out var fault) is { } profile ? (object)new { name, profile.Vendor, profile.Needs, profile.Unsure } : new { name, fault });

    private static void Show(Screen screen, AdapterCatalog catalog, ConfigurationFile? file)
    {
        var found = Tables.New("Adapters", "Kind", "Name", "Class", "Assembly", "Version", "Plugin");
        foreach (var a in catalog.Found)
        {
            found.Row(a.Kind, a.Name, a.Type.Name, a.AssemblyName, a.Version, a.PluginFolder is { } folder ? Path.GetFileName(folder) : "");
        }

        screen.Show(found);
        foreach (var a in catalog.Found.Where(a => ProfileLibrary.NamesOf(a).Count > 0))
        {
            screen.Plain($"Profiles of {a.Name}: {string.Join(", ", ProfileLibrary.NamesOf(a))}");
        }

        if (file?.PluginsFolder is { } plugins)
        {
            screen.Plain(Directory.Exists(plugins) ? $"Plugins are loaded from {plugins}" : $"There are no plugins: {plugins} is no folder that can be looked into.");
        }

        foreach (var refused in catalog.Refused)
        {
            var version = refused.Version is null ? "" : $" {refused.Version}";
            var plugin = refused.PluginFolder is null ? "" : $" of the plugin {refused.PluginFolder}";
            screen.Plain($"refused {refused.Item} in {refused.AssemblyName}{version}{plugin}: {refused.Reason}", Spectre.Console.Color.Red);
        }

        foreach (var warning in catalog.Plugins.SelectMany(p => p.Warnings))
        {
            screen.Plain($"warning {warning}", Spectre.Console.Color.Yellow);
        }
    }
}
