using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Spectre.Console;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>stages</c>: every stage and job of a source, with the route that each would hit.</summary>
internal static class StagesVerb
{
    internal static Command Create(CommonOptions common)
    {
        var source = new Option<string>("--source") { Description = "The source to read.", HelpName = "S", Required = true };
        var command = new Command("stages", "Every stage and job in the source with head-counts, and the route each would hit, or none.") { source };
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var read = session.SourcesOf(parsed.GetValue(source))[0];
            try
            {
                var overview = await ProgressLines.WhileAsync(screen, read.Name, progress =>
                    session.Get<StageSurvey>().ReadAsync(read, progress, cancellationToken));
                Show(screen, read.Name, overview);
                return ExitCode.Done;
            }
            catch (SourceException exception)
            {
                screen.Error($"{read.Name}: {exception.Message}");
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static void Show(Screen screen, string source, StageOverview overview)
    {
        if (screen.IsJson)
        {
            screen.Json(new { source, overview.Set, overview.Read, overview.Rejected, overview.Notes, overview.Stages });
            return;
        }

        var table = Tables.New($"Stages of {source} {overview.Set}", "Stage", "Job", "#Applications", "#Taken", "Route");
        foreach (var stage in overview.Stages)
        {
            table.Row(stage.Stage ?? "(none)", stage.Job ?? "(none)", stage.Applications, stage.Taken, stage.Route is { } route ? new Markup($"[green]{Markup.Escape(route)}[/]") : new Markup("[grey]none[/]"));
        }

        screen.Show(table);
        screen.Line($"{overview.Read} records read, {overview.Rejected} of them can't be. [grey]Taken: those that the route would take, now that it asks for their status too.[/]");
        foreach (var note in overview.Notes)
        {
            screen.Plain(note, Color.Grey);
        }
    }
}
