using System.CommandLine;
using AtsBridge.Cli.Recording;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>record</c>: what a source delivers, without the people in it, for the <c>replay</c> adapter.</summary>
internal static class RecordVerb
{
    internal static Command Create(CommonOptions common)
    {
        var source = new Option<string>("--source") { Description = "The source to read.", HelpName = "S", Required = true };
        var to = new Option<string>("--to") { Description = "The folder that the recording goes to; empty, or not there yet.", HelpName = "FOLDER", Required = true };
        var max = new Option<long>("--max") { Description = "At most so many records; the set that is being read then is cut. Default: all.", HelpName = "N", DefaultValueFactory = _ => long.MaxValue };
        max.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && long.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                result.AddError("--max takes a number from 1.");
            }
        });
        var add = new Option<bool>("--add") { Description = "Add to the recording that is there what is new: another day of a file that is written again, or further files." };
        var key = new Option<string?>("--key-file") { Description = $"A file with the secret of the pseudonyms. Default: {RecordingKey.Setting}.", HelpName = "FILE" };
        var command = new Command("record", "Records what a source delivers, with pseudonyms for all people, to be replayed and committed as a fixture. Writes nothing to the ledger.") { source, to, max, add, key };
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var read = session.SourcesOf(parsed.GetValue(source))[0];
            var names = new Pseudonyms(RecordingKey.Read(parsed.GetValue(key), session.Get<IConfiguration>()), read.DefaultRegion);
            var folder = Folder(parsed.GetValue(to)!, parsed.GetValue(add));
            using var recorder = new FeedRecorder(read, new(names, attribute => session.Routes.AsksFor(read.Name, attribute)), folder, parsed.GetValue(max));
            try
            {
                var outcome = await ProgressLines.WhileAsync(screen, read.Name, progress => recorder.RunAsync(progress, cancellationToken));
                Show(screen, folder, outcome);
                return outcome.Sets + outcome.Known > 0 ? ExitCode.Done : ExitCode.Failed;
            }
            catch (SourceException exception)
            {
                screen.Error($"{read.Name}: {exception.Message}");
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static string Folder(string path, bool add)
    {
        var folder = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(folder);
            var there = Directory.EnumerateFileSystemEntries(folder).Count();
            return there == 0 || add
                ? folder
                : throw new WrongCommandException($"{folder} is not empty. Name another folder, or add to the recording that is there with --add.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WrongCommandException($"{folder} can't be written to: {exception.Message}");
        }
    }

    private static void Show(Screen screen, string folder, FeedRecorder.Outcome outcome)
    {
        if (screen.IsJson)
        {
            screen.Json(new { folder, outcome.Sets, outcome.Records, outcome.Rejected, outcome.Known, outcome.Cut });
            return;
        }

        screen.Plain(outcome.Sets == 0
            ? outcome.Known == 0 ? "The source has nothing to record." : "The source has nothing new to record."
            : FormattableString.Invariant($"{outcome.Records} records and {outcome.Rejected} that could not be read, in {outcome.Sets} sets: {folder}"));
        if (outcome.Known > 0)
        {
            screen.Plain(FormattableString.Invariant($"{outcome.Known} of its sets are what the recording ended with, and were not written again."));
        }

        if (outcome.Cut)
        {
            screen.Plain("The last set was cut at --max: replayed as a full set, whoever is missing from it has vanished.", Spectre.Console.Color.Yellow);
        }

        screen.Plain("Look through it before you commit it: stages, jobs, statuses and what routes ask for stand there as they were.", Spectre.Console.Color.Grey);
    }
}
