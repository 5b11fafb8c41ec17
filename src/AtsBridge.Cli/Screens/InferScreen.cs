using System.Globalization;
using System.Text.Json.Nodes;
using AtsBridge.Cli.Inference;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>What <c>infer</c> found. Examples are people's data: they go to the operator who asked, and nowhere else.</summary>
internal static class InferScreen
{
    internal static void Show(Screen screen, string file, JsonObject entry, Findings findings)
    {
        if (screen.IsJson)
        {
            screen.Json(new
            {
                file, findings.Adapter, findings.Looked, findings.Unreadable, findings.IsWhole, entry,
                findings.Fields, findings.Questions, findings.Hints, findings.Unused,
            });
            return;
        }

        var part = findings.IsWhole ? "all there are" : "the beginning of the file";
        screen.Plain(FormattableString.Invariant($"{file}: {findings.Adapter}, {findings.Looked} records looked at ({part}), {findings.Unreadable} that can't be read."));
        var table = Tables.New("Fields", "Field", "Place", "#Confidence", "Example");
        foreach (var field in findings.Fields)
        {
            table.Row(field.Field, field.Place, field.Confidence.ToString("P0", CultureInfo.InvariantCulture), field.Example ?? "(empty in the sample)");
        }

        screen.Show(table);
        if (findings.Unused.Count > 0)
        {
            screen.Plain($"Not used: {string.Join(", ", findings.Unused)}", Color.Grey);
        }

        foreach (var hint in findings.Hints)
        {
            screen.Plain($"Note: {hint}", Color.Yellow);
        }

        foreach (var question in findings.Questions)
        {
            screen.Plain($"Decide {question.Field}: {question.Text}", Color.Red);
            screen.Plain($"  {string.Join("\n  ", question.Candidates)}");
        }

        screen.Plain("\nFor \"Sources\":");
        screen.Document(entry);
    }
}
