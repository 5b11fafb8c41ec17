using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Spectre.Console;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>quarantine retry</c>: reads again what could not be read, after something was mended.</summary>
internal static class QuarantineRetryVerb
{
    internal static Command Create(CommonOptions common)
    {
        var numbers = new Argument<long[]>("NO") { Description = "The records' numbers; none: all that need somebody.", Arity = ArgumentArity.ZeroOrMore };
        var source = new Option<string?>("--source") { Description = "Only of this source.", HelpName = "S" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; for scripts." };
        var command = new Command("retry", "Reads the records once more from where they stood, after the configuration or the export was mended: shows what becomes of each, then asks. Who is invited by it goes out with the next sync or the running host.") { numbers, source, yes };
        command.OnSession(common, StoreAccess.Host, async (parsed, session, screen, cancellationToken) =>
        {
            var sources = session.SourcesOf(parsed.GetValue(source));
            var chosen = parsed.GetValue(numbers) is { Length: > 0 } named ? named : null;
            var preview = await RunAsync(session, screen, sources, chosen, SyncMode.Plan, cancellationToken);
            var found = preview.SelectMany(r => r.Records).ToList();
            var failed = preview.Any(r => r.Sync?.Failed == true);
            if (chosen is not null && !failed && chosen.Except(found.Select(r => r.Entry.Id)).ToList() is { Count: > 0 } unknown)
            {
                throw new WrongCommandException($"There is no record {string.Join(", ", unknown)} in quarantine that needs somebody: atsbridge quarantine list shows those that there are, --all with those that got out.");
            }

            var ends = found.Count(r => r.Outcome != RetryOutcome.StillUnreadable);
            Show(screen, preview);
            var confirmed = ends > 0 && Confirmation.Ask(screen, parsed.GetValue(yes), $"Take what can be read and close {ends} of {found.Count}?");
            var done = confirmed ? await RunAsync(session, screen, sources, chosen, SyncMode.Commit, cancellationToken) : preview;
            var syncs = done.Select(r => r.Sync).OfType<SyncReport>().ToList();
            if (screen.IsJson)
            {
                screen.Json(Document(done, syncs, confirmed));
            }
            else
            {
                if (confirmed)
                {
                    RunScreen.Certificates(screen, syncs);
                    RunScreen.Holds(screen, syncs, planned: false);
                }

                screen.Line(confirmed ? "[green]Done.[/] What is due goes out with the next sync, or by the running host." : "Nothing was written.");
            }

            return failed || syncs.Exists(s => s.Failed || s.Holds.Count > 0) || done.SelectMany(r => r.Records).Any(r => r.Outcome == RetryOutcome.StillUnreadable)
                ? ExitCode.Failed
                : ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<RetryReport>> RunAsync(
        BridgeSession session, Screen screen, IReadOnlyList<ConfiguredSource> sources, long[]? numbers, SyncMode mode, CancellationToken cancellationToken)
    {
        var reports = new List<RetryReport>();
        foreach (var source in sources)
        {
            reports.Add(await ProgressLines.WhileAsync(screen, source.Name, progress => session.Get<QuarantineRetry>()
                .RunAsync(source, numbers, new SyncOptions { Mode = mode, Progress = progress }, cancellationToken)));
        }

        return reports;
    }

    private static void Show(Screen screen, IReadOnlyList<RetryReport> reports)
    {
        if (screen.IsJson)
        {
            return;
        }

        var table = Tables.New("Quarantine, tried again", "#No", "Source", "Place", "Application", "Now", "Why");
        foreach (var (report, record) in reports.SelectMany(r => r.Records.Select(x => (r, x))))
        {
            table.Row(record.Entry.Id, report.Source, record.Entry.Record.Position, record.Key, new Markup(Word(record.Outcome)), record.Words);
        }

        screen.Show(table);
        foreach (var sync in reports.Select(r => r.Sync).OfType<SyncReport>())
        {
            sync.Certificates.Where(c => c.Outcome == RunOutcome.Failed).ToList().ForEach(c => screen.Error($"{c.Source}: {c.Reason}"));
            RunScreen.Decisions(screen, sync.Decided.Where(d => d.Decision.Verdict != Verdict.Suppress), "Would be invited or held");
            RunScreen.Decisions(screen, sync.Decided.Where(d => d.Decision.Verdict == Verdict.Suppress), "Would not");
        }
    }

    private static string Word(RetryOutcome outcome) => outcome switch
    {
        RetryOutcome.Readable => "[green]can be read[/]",
        RetryOutcome.Outdated => "[grey]out of date[/]",
        RetryOutcome.Gone => "[grey]no longer there[/]",
        _ => "[yellow]can't be read[/]",
    };

    private static object Document(IReadOnlyList<RetryReport> reports, IReadOnlyList<SyncReport> syncs, bool written) => new
    {
        written,
        records = reports.SelectMany(r => r.Records.Select(x => new { id = x.Entry.Id, source = r.Source, resource = x.Entry.Record.Position.Resource, row = x.Entry.Record.Position.Row, x.Key, x.Outcome, x.Words })),
        sync = RunScreen.Document(syncs),
    };
}
