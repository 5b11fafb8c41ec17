using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Records.Tables;

/// <summary>The row with the headings: among the first of a file, the one in which most are recognised.</summary>
/// <param name="Row">The row.</param>
/// <param name="Recognised">How many of its cells are headings that are named or well known.</param>
internal sealed record HeaderRow(SampleRow Row, int Recognised)
{
    private const int RowsLookedAt = 30;

    public static HeaderRow? Find(IReadOnlyList<SampleRow> rows, FieldMap? map)
    {
        var best = rows
            .Take(RowsLookedAt)
            .Where(r => r.Cells.Count >= 2)
            .Select(r => new HeaderRow(r, FieldBinder.CountRecognised(map, r.Cells)))
            .MaxBy(r => r.Recognised);
        return best ?? (rows.Count > 0 ? new HeaderRow(rows[0], FieldBinder.CountRecognised(map, rows[0].Cells)) : null);
    }
}
