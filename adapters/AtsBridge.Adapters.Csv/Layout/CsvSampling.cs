using AtsBridge.Adapters.Csv.Reading;
using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>The first rows of a file, column by column.</summary>
internal static class CsvSampling
{
    public static async Task<SourceSample> TakeAsync(SourceFile file, CsvSettings settings, CsvLimits limits, int most, CancellationToken cancellationToken)
    {
        var asked = settings with { Fields = null };
        var layout = await CsvLayout.FindAsync(file, asked, limits, bind: false, cancellationToken)
            ?? throw new SourceException(SourceFault.Unreadable, $"{file.Name} is empty: it has not even headings.");
        if (layout.Headings.Names.Count < 2)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file.Name} has one column, so it hardly is CSV. Name what stands between its cells as Delimiter, if it is.");
        }

        var columns = layout.Headings.Names.Select(_ => new List<string?>()).ToArray();
        var (unreadable, whole) = await FillAsync(file, layout, limits, columns, most, cancellationToken);
        return new(file.Name, [.. columns.Select((values, i) => KnownHeading.Place(layout.Headings.Names[i], layout.Headings.Names[i], values))])
        {
            Options = OptionsOf(layout),
            Records = columns[0].Count,
            Unreadable = unreadable,
            IsWhole = whole,
            Notes = layout.Notes,
        };
    }

    private static async Task<(int Unreadable, bool Whole)> FillAsync(
        SourceFile file, CsvLayout layout, CsvLimits limits, List<string?>[] columns, int most, CancellationToken cancellationToken)
    {
        var unreadable = 0;
        await using var rows = new CsvRows(() => layout.Open(file), layout.Delimiter, limits);
        while (columns[0].Count + unreadable < most)
        {
            if (!await rows.ReadAsync(cancellationToken))
            {
                return (unreadable, true);
            }

            if (rows.Origin.Line <= layout.HeaderLine)
            {
                continue;
            }

            if (rows.Origin.Fault is not null || rows.CellCount < layout.Headings.FewestCells)
            {
                unreadable++;
            }
            else if (layout.List is not { } list || (!MetadataList.IsNoRow(rows) && list.IsRowOf(rows)))
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    columns[i].Add(i < rows.CellCount ? rows.Cell(i).ToString() : null);
                }
            }
        }

        return (unreadable, false);
    }

    private static Dictionary<string, string> OptionsOf(CsvLayout layout)
    {
        // Not the encoding: it is found out of every file anew, and written down, windows-1252 would misread the first export in UTF-8
        // without a word.
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        if (layout.List is null)
        {
            options["Delimiter"] = layout.Delimiter == '\t' ? "tab" : layout.Delimiter.ToString();
        }

        return options;
    }
}
