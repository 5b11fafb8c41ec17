using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Tables;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>
/// Finds out what stands between cells: with the right delimiter, headings are recognised and rows have one length. Quotes are
/// taken into account, and commas in a text don't count for more than the headings.
/// </summary>
internal static class DelimiterDetection
{
    private const string Directive = "sep=";

    public static async Task<char> DetectAsync(
        FileSample sample, FieldMap? map, CsvLimits limits, CancellationToken cancellationToken)
    {
        if (Said(sample.Text) is { } said)
        {
            return said;
        }

        var best = (Delimiter: ',', Recognised: -1, Agreeing: 0.0, Cells: 0);
        foreach (var delimiter in Delimiters.All)
        {
            var rows = await sample.RowsAsync(delimiter, limits, cancellationToken);
            var (agreeing, cells) = Agreement(rows);
            var recognised = cells >= 2 ? HeaderRow.Find(rows, map)?.Recognised ?? 0 : 0;
            if ((recognised, agreeing, cells).CompareTo((best.Recognised, best.Agreeing, best.Cells)) > 0)
            {
                best = (delimiter, recognised, agreeing, cells);
            }
        }

        return best.Delimiter;
    }

    /// <summary>Excel's own hint, on the first line.</summary>
    private static char? Said(string text)
    {
        var line = text.AsSpan().TrimStart('\uFEFF');
        if (!line.StartsWith(Directive, StringComparison.OrdinalIgnoreCase) || line.Length <= Directive.Length)
        {
            return null;
        }

        var rest = line[Directive.Length..];
        // A quote or a letter stands between no cells: then it is no hint, and what it really is is found out.
        var isDelimiter = rest[0] == '\t' || (char.IsAscii(rest[0]) && rest[0] != '"' && (char.IsPunctuation(rest[0]) || char.IsSymbol(rest[0])));
        return isDelimiter && (rest.Length == 1 || rest[1] is '\r' or '\n') ? rest[0] : null;
    }

    /// <summary>The most common number of cells of at least two, and the share of rows that have it.</summary>
    private static (double Agreeing, int Cells) Agreement(IReadOnlyList<SampleRow> rows)
    {
        var most = rows
            .Where(r => r.Cells.Count >= 2)
            .GroupBy(r => r.Cells.Count)
            .OrderByDescending(g => g.Count())
            .ThenByDescending(g => g.Key)
            .FirstOrDefault();
        return most is null ? (0, 0) : (Math.Round((double)most.Count() / rows.Count, 2), most.Key);
    }
}
