using AtsBridge.Adapters.Csv.Reading;
using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>
/// A list of Oracle's data loader: <c>METADATA|Object|Column…</c> says what the columns of an object are, <c>MERGE|Object|…</c> is one,
/// and several objects stand in one file.
/// </summary>
/// <param name="Object">The object whose rows are records.</param>
/// <param name="Line">The line of its columns, from 1.</param>
/// <param name="Cells">The headings: <c>Action</c>, <c>Object</c>, and its columns.</param>
internal sealed record MetadataList(string Object, long Line, IReadOnlyList<string> Cells)
{
    public const char Delimiter = '|';

    private const string ActionHeading = "Action";
    private const string ObjectHeading = "Object";
    private const string Metadata = "METADATA";
    private const string Delete = "DELETE";

    private static readonly string[] NoRows = [Metadata, "COMMENT", "SET"];

    /// <summary>Whether a file is such a list: its first line that says anything declares columns.</summary>
    public static bool IsOne(string beginning)
    {
        foreach (var line in beginning.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            var text = line.TrimStart();
            if (!text.IsEmpty && !text.StartsWith("COMMENT", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("SET ", StringComparison.OrdinalIgnoreCase))
            {
                return text.StartsWith(Metadata + "|", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    /// <summary>Finds the object that <see cref="FieldMap.Where"/> names, or the only one there is.</summary>
    /// <exception cref="SourceException">There is none of that name, or several and none is named.</exception>
    public static async Task<MetadataList> FindAsync(Func<TextReader> open, string file, FieldMap? fields, CsvLimits limits, CancellationToken cancellationToken)
    {
        var wanted = fields?.Where.FirstOrDefault(w => Same(w.Key, ObjectHeading)).Value?.Trim();
        var found = new List<MetadataList>();
        await using var rows = new CsvRows(open, Delimiter, limits);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (rows.Origin.Fault is not null || rows.CellCount < 3 || !Same(rows.Cell(0), Metadata))
            {
                continue;
            }

            var cells = rows.Cells();
            found.Add(new(cells[1].Trim(), rows.Origin.Line, [ActionHeading, ObjectHeading, .. cells[2..]]));
            if (wanted is not null && Same(found[^1].Object, wanted))
            {
                return found[^1];
            }
        }

        return wanted is null && found.Count == 1 ? found[0] : throw new SourceException(SourceFault.Unreadable,
            $"{file} is a list with METADATA lines {(wanted is null ? "of several objects" : $"and declares no object '{wanted}'")}: {string.Join(", ", found.Select(f => f.Object))}. Say which one is the applications: \"Where\": {{ \"{ObjectHeading}\": \"…\" }}; the others can be joined (Join).");
    }

    /// <summary>Whether a row only says something about the list.</summary>
    public static bool IsNoRow(CsvRows row) => Array.Exists(NoRows, n => row.Cell(0).Trim().StartsWith(n, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a row is one of the object, and not to be deleted.</summary>
    public bool IsRowOf(CsvRows row) => Same(row.Cell(1), Object) && !Same(row.Cell(0), Delete);

    private static bool Same(ReadOnlySpan<char> text, string wanted) => text.Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
