using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Xlsx.Reading;

/// <summary>The first rows of a sheet, column by column.</summary>
internal static class XlsxSampling
{
    public static async Task<SourceSample> TakeAsync(SourceFile file, XlsxSettings settings, int most, CancellationToken cancellationToken)
    {
        using var workbook = await Workbook.OpenAsync(file, settings with { Fields = null }, cancellationToken, bind: false);
        var layout = workbook.Layout ?? throw new SourceException(SourceFault.Unreadable, $"The sheet \"{workbook.Name}\" of {file.Name} is empty: it has not even headings.");
        var columns = layout.Headings.Names.Select(_ => new List<string?>()).ToArray();
        var whole = false;
        while (columns[0].Count < most && !whole)
        {
            cancellationToken.ThrowIfCancellationRequested();
            whole = !workbook.Sheet.Read();
            if (!whole && workbook.Sheet.Row > layout.HeaderRow && !IsBlank(workbook.Sheet, columns.Length))
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    columns[i].Add(workbook.Sheet.Cell(i).Text);
                }
            }
        }

        return new(file.Name, [.. columns.Select((values, i) => KnownHeading.Place(layout.Headings.Names[i], layout.Headings.Names[i], values))])
        {
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sheet"] = workbook.Name },
            Records = columns[0].Count,
            IsWhole = whole,
            Notes = workbook.Notes,
        };
    }

    private static bool IsBlank(Sheet sheet, int columns) => Enumerable.Range(0, columns).All(sheet.IsBlank);
}
