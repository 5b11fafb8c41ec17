using System.Globalization;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Tables;
using AtsBridge.Adapters.Xlsx.Reading;

namespace AtsBridge.Adapters.Xlsx.Layout;

/// <summary>How a sheet is laid out.</summary>
/// <param name="HeaderRow">The row of the headings, from 1.</param>
/// <param name="Headings">The headings.</param>
/// <param name="Binding">Which of them are read.</param>
/// <param name="Notes">What the consultant should see.</param>
internal sealed record XlsxLayout(long HeaderRow, Headings Headings, FieldBinding Binding, IReadOnlyList<string> Notes)
{
    private const int MostSampled = 60;

    // A title may stand far down, behind a picture; what is below all this is no title.
    private const int MostLookedAt = 1000;

    /// <returns>The layout; null where the sheet is empty.</returns>
    public static XlsxLayout? Find(Sheet sheet, FieldMap? fields, string file, bool bind = true)
    {
        var rows = Sample(sheet);
        if (Records.Tables.HeaderRow.Find(rows, fields)?.Row is not { } header)
        {
            return null;
        }

        var headings = Headings.Of(header.Cells);
        var binding = bind ? FieldBinder.Bind(fields, headings.Names, file) : new FieldBinding([], [], inferred: false);
        return new XlsxLayout(header.Line, headings, binding, NotesOf(sheet, header.Line, headings, binding));
    }

    /// <summary>The layout in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"headings in row {HeaderRow}, {Binding}");

    private static List<SampleRow> Sample(Sheet sheet)
    {
        var rows = new List<SampleRow>();
        while (rows.Count < MostSampled && sheet.Row < MostLookedAt && sheet.Read())
        {
            var last = sheet.Columns - 1;
            while (last >= 0 && sheet.IsBlank(last))
            {
                last--;
            }

            if (last >= 0)
            {
                rows.Add(new SampleRow(sheet.Row, [.. Enumerable.Range(0, last + 1).Select(i => sheet.Cell(i).Text)]));
            }
        }

        sheet.Rewind();
        return rows;
    }

    private static List<string> NotesOf(Sheet sheet, long header, Headings headings, FieldBinding binding)
    {
        var notes = new List<string>();
        if (header > 1)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The headings are in row {header}; what stands above is passed over."));
        }

        if (sheet.MergedBelow(header) is var merged and > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Below the headings {merged} ranges of cells are merged: only the first cell of each has a value."));
        }

        notes.AddRange(headings.Notes);
        if (binding.Inferred)
        {
            notes.Add(binding.ToString());
        }

        return notes;
    }
}
