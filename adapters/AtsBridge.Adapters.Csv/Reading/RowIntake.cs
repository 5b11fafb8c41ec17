using AtsBridge.Adapters.Csv.Layout;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>Turns the rows of a file into records, rejected records and unchanged ones: each row into exactly one of them.</summary>
internal sealed class RowIntake(CsvLayout layout, string fileName, int maxCellChars)
{
    private readonly BoundField[] _fields = [.. layout.Binding.Fields];
    private readonly BoundCondition[] _conditions = [.. layout.Binding.Conditions];
    private readonly CellFinder _finder = new(layout.Delimiter, layout.Headings.Names.Count);
    private readonly RecordFingerprint _fingerprint = new(layout.Binding.Salt);
    private readonly RecordAssembly _assembly = new(layout.Binding);
    private readonly string?[] _values = new string?[layout.Binding.Fields.Count];

    public void Take(CsvRows row, PageBuilder page)
    {
        var (line, fault, excerpt) = row.Origin;
        if (fault is not null)
        {
            page.Reject(line, fault, excerpt);
            return;
        }

        var chars = 0L;
        for (var i = 0; i < row.CellCount; i++)
        {
            chars += row.Cell(i).Length;
        }
        // A spreadsheet goes on writing ",,,,": blank rows, not records.
        if (chars == 0 && row.CellCount <= layout.Headings.Names.Count)
        {
            return;
        }

        if (layout.List is { } list && row.CellCount > 1 && !list.IsRowOf(row))
        {
            if (!MetadataList.IsNoRow(row))
            {
                page.PassOver();
            }
        }
        else if (Fault(row, out var field) is { } reason)
        {
            page.Reject(line, reason, row.Raw, field, KeyOf(row));
        }
        else if (!IsRecord(row))
        {
            page.PassOver();
        }
        else
        {
            Accept(row, line, chars, page);
        }
    }

    /// <summary>
    /// The fingerprint that <see cref="Accept"/> would take, where no fault can stand in its way; null where the parser has to look.
    /// To skip what would be a fault would hide it.
    /// </summary>
    public UInt128? QuickFingerprint(ReadOnlySpan<char> record)
    {
        if (_conditions.Length > 0 || layout.List is not null || record.Length > maxCellChars || !_finder.TryFind(record) || _finder.Count < layout.Headings.FewestCells)
        {
            return null;
        }

        var chars = 0;
        var isHeading = _fields.Length > 0;
        foreach (var field in _fields)
        {
            if (field.Index >= _finder.Count)
            {
                _fingerprint.AddMissing();
                continue;
            }

            var cell = _finder.Cell(record, field.Index);
            _fingerprint.Add(cell);
            chars += cell.Length;
            isHeading = isHeading && cell.Trim().SequenceEqual(field.Source);
        }

        var fingerprint = _fingerprint.Take();
        return chars == 0 || isHeading ? null : fingerprint;
    }

    private string? Fault(CsvRows row, out string? field)
    {
        field = null;
        var (count, fewest, most) = (row.CellCount, layout.Headings.FewestCells, layout.Headings.Names.Count);
        if (count < fewest)
        {
            return $"The row has {count} cells and the header {most}: it is cut off, or not a record.";
        }

        if (count > most)
        {
            return $"The row has {count} cells and the header {most}: a cell that holds {Delimiters.NameOf(layout.Delimiter)} or a line break is not quoted.";
        }

        for (var i = 0; i < count; i++)
        {
            if (row.Cell(i).Length <= maxCellChars)
            {
                continue;
            }

            field = _fields.Where(f => f.Index == i).Select(f => f.Name).FirstOrDefault();
            return $"The cell under \"{layout.Headings.Names[i]}\" has {row.Cell(i).Length:N0} characters, more than MaxCellChars ({maxCellChars:N0}).";
        }

        return RepeatsTheHeadings(row) ? "The row repeats the headings: two exports were joined." : null;
    }

    /// <summary>
    /// Whose row it is, where that is beyond doubt. Of a row with too many cells only the first is where it belongs: whichever
    /// cell fell apart, it did so behind it. A row that is cut off tells nothing on purpose: it may be the end of half an export, and
    /// then nobody behind it has left.
    /// </summary>
    private string? KeyOf(CsvRows row)
    {
        var first = Array.Find(_fields, f => f.Index == 0);
        return row.CellCount > layout.Headings.Names.Count && first is { Field: CanonicalField.ApplicationId, Source: not null }
            && row.Cell(0).Trim() is { IsEmpty: false } id
            ? id.ToString()
            : null;
    }

    private bool IsRecord(CsvRows row)
    {
        foreach (var condition in _conditions)
        {
            if (condition.Index >= row.CellCount || !condition.Holds(row.Cell(condition.Index)))
            {
                return false;
            }
        }

        return true;
    }

    private bool RepeatsTheHeadings(CsvRows row)
    {
        foreach (var field in _fields)
        {
            if (field.Index >= row.CellCount || !row.Cell(field.Index).Trim().SequenceEqual(field.Source))
            {
                return false;
            }
        }

        return _fields.Length > 1;
    }

    private void Accept(CsvRows row, long line, long chars, PageBuilder page)
    {
        foreach (var field in _fields)
        {
            if (field.Index < row.CellCount)
            {
                _fingerprint.Add(row.Cell(field.Index));
            }
            else
            {
                _fingerprint.AddMissing();
            }
        }

        var fingerprint = _fingerprint.Take();
        if (page.SkipIfKnown(fingerprint))
        {
            return;
        }

        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = _fields[i].Index < row.CellCount ? row.Cell(_fields[i].Index).ToString() : null;
        }

        page.Add(_assembly.Build(_values, new RecordPosition(fileName, line), fingerprint), chars);
    }
}
