using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>The look that all tables share.</summary>
internal static class Tables
{
    internal static Table New(string? title, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        if (title is not null)
        {
            table.Title = new TableTitle($"[bold]{Markup.Escape(title)}[/]");
        }

        foreach (var column in columns)
        {
            // A leading # marks a column of numbers.
            table.AddColumn(column.StartsWith('#')
                ? new TableColumn($"[grey]{Markup.Escape(column[1..])}[/]").RightAligned()
                : new TableColumn($"[grey]{Markup.Escape(column)}[/]"));
        }

        return table;
    }

    internal static Table Row(this Table table, params object?[] cells) =>
        table.AddRow([.. cells.Select(c => c switch
        {
            null => new Text(""),
            Markup markup => markup,
            DateTimeOffset at => new Text(at.ToString("u", System.Globalization.CultureInfo.InvariantCulture)),
            IFormattable number => new Text(number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
            _ => (Spectre.Console.Rendering.IRenderable)new Text(c.ToString() ?? ""),
        })]);
}
