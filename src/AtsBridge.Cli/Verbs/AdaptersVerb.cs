using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Discovery;
using Spectre.Console;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>adapters</c>: what was found and what was refused. Needs no configuration.</summary>
internal static class AdaptersVerb
{
    internal static Command Create(CommonOptions common)
    {
        var command = new Command("adapters", "Every adapter found, from which assembly and version; every one refused, and why.");
        command.SetAction(parsed =>
        {
            var screen = common.ScreenOf(parsed);
            var catalog = AdapterCatalog.Discover(new AdapterScan());
            if (screen.IsJson)
            {
                screen.Json(new
                {
                    found = catalog.Found.Select(a => new { a.Kind, a.Name, type = a.Type.FullName, assembly = a.AssemblyName, a.Version, settings = a.SettingsType?.FullName }),
                    refused = catalog.Refused,
                });
                return ExitCode.Done;
            }

            var found = Tables.New("Adapters", "Kind", "Name", "Class", "Assembly", "Version");
            foreach (var a in catalog.Found)
            {
                found.Row(a.Kind, a.Name, a.Type.Name, a.AssemblyName, a.Version);
            }

            screen.Show(found);
            foreach (var refused in catalog.Refused)
            {
                screen.Line($"[red]refused[/] {Markup.Escape($"{refused.Item} in {refused.AssemblyName}: {refused.Reason}")}");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
