using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>quarantine</c>: what could not be read.</summary>
internal static class QuarantineVerb
{
    private const int Listed = 50;

    internal static Command Create(CommonOptions common) => new("quarantine", "What could not be read, and why.") { List(common), QuarantineRetryVerb.Create(common) };

    private static Command List(CommonOptions common)
    {
        var source = new Option<string?>("--source") { Description = "Of this source.", HelpName = "S" };
        var all = new Option<bool>("--all") { Description = "Also those that got out: read since, out of date, gone." };
        var limit = LimitOption.Create(Listed);
        var command = new Command("list", "Records in quarantine that need somebody, the newest first.") { source, all, limit };
        command.OnSession(common, StoreAccess.ReadOnly, async (parsed, session, screen, cancellationToken) =>
        {
            var named = parsed.GetValue(source) is { } name ? session.SourcesOf(name)[0].Name : null;
            var records = parsed.GetValue(all)
                ? await session.Ledger.QuarantineAsync(named, parsed.GetValue(limit) ?? Listed, cancellationToken)
                : await session.Ledger.OpenQuarantineAsync(named, parsed.GetValue(limit) ?? Listed, cancellationToken);
            if (screen.IsJson)
            {
                screen.Json(new { records = records.Select(r => new { r.Id, r.RunId, r.Source, r.At, resource = r.Record.Position.Resource, row = r.Record.Position.Row, r.Record.Field, r.Record.Reason, r.Record.Key, r.Record.Excerpt, r.End, r.EndedAt }) });
                return ExitCode.Done;
            }

            var table = Tables.New("Quarantine", "#No", "Source", "Place", "Field", "Application", "Reason", "Run", "Since then");
            foreach (var r in records)
            {
                table.Row(r.Id, r.Source, r.Record.Position, r.Record.Field, r.Record.Key, r.Record.Reason, r.RunId, Word(r.End));
            }

            screen.Show(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static string? Word(QuarantineEnd? end) => end switch
    {
        QuarantineEnd.Read => "read since",
        QuarantineEnd.Outdated => "out of date",
        QuarantineEnd.Gone => "gone from the source",
        _ => null,
    };
}
