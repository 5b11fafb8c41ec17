using System.Globalization;
using System.Text;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;
using AtsBridge.Adapters.Xlsx.Layout;

namespace AtsBridge.Adapters.Xlsx.Reading;

/// <summary>Turns the rows of a sheet into records, rejected records and unchanged ones: each row that isn't blank into exactly one of them.</summary>
internal sealed class RowIntake(XlsxLayout layout, string file, int maxCellChars)
{
    private const int ExcerptChars = 2000;

    private readonly BoundField[] _fields = [.. layout.Binding.Fields];
    private readonly BoundCondition[] _conditions = [.. layout.Binding.Conditions];
    private readonly RecordFingerprint _fingerprint = new(layout.Binding.Salt);
    private readonly RecordAssembly _assembly = new(layout.Binding);
    private readonly string?[] _values = new string?[layout.Binding.Fields.Count];

    public void Take(Sheet row, PageBuilder page)
    {
        // A spreadsheet has rows of nothing, and rows with something beside the table.
        if (IsBlank(row))
        {
            return;
        }

        if (!Array.TrueForAll(_conditions, c => c.Holds(row.Cell(c.Index).Text)))
        {
            page.PassOver();
            return;
        }

        if (Fault(row, out var field) is { } reason)
        {
            page.Reject(row.Row, reason, Excerpt(row), field, Key());
            return;
        }

        foreach (var value in _values)
        {
            _fingerprint.Add(value);
        }

        var fingerprint = _fingerprint.Take();
        if (!page.SkipIfKnown(fingerprint))
        {
            page.Add(_assembly.Build(_values, new RecordPosition(file, row.Row), fingerprint), _values.Sum(v => v!.Length));
        }
    }

    private bool IsBlank(Sheet row)
    {
        for (var i = 0; i < layout.Headings.Names.Count; i++)
        {
            if (!row.IsBlank(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the values, all of them, so that the key is known whichever is at fault.</summary>
    private string? Fault(Sheet row, out string? field)
    {
        (field, string? fault) = (null, null);
        var isHeading = _fields.Length > 1;
        for (var i = 0; i < _fields.Length; i++)
        {
            var cell = row.Cell(_fields[i].Index);
            _values[i] = cell.Fault is null ? cell.Text : "";
            isHeading = isHeading && cell.Text.AsSpan().Trim().SequenceEqual(_fields[i].Source);
            if (fault is null && Reason(cell, _fields[i].Source) is { } reason)
            {
                (field, fault) = (_fields[i].Name, reason);
            }
        }

        return fault ?? (isHeading ? "The row repeats the headings: two exports were joined." : null);
    }

    private string? Reason(CellText cell, string heading) =>
        cell.Fault is { } fault ? $"The cell under \"{heading}\" {fault}."
        : cell.Text.Length > maxCellChars ? string.Create(CultureInfo.InvariantCulture, $"The cell under \"{heading}\" has {cell.Text.Length:N0} characters, more than MaxCellChars ({maxCellChars:N0}).")
        : IsText(cell.Text) ? null
        : $"The cell under \"{heading}\" holds characters that are none, such as NUL or half of one. Mend the export.";

    private static bool IsText(string text)
    {
        if (text.AsSpan().ContainsAny('\0', '\uFFFE', '\uFFFF'))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private string? Key()
    {
        var at = Array.FindIndex(_fields, f => f.Field == CanonicalField.ApplicationId);
        return at >= 0 && !string.IsNullOrWhiteSpace(_values[at]) && IsText(_values[at]!) && _values[at]!.Length <= maxCellChars ? _values[at]!.Trim() : null;
    }

    private string Excerpt(Sheet row)
    {
        var excerpt = new StringBuilder();
        for (var i = 0; i < layout.Headings.Names.Count && excerpt.Length < ExcerptChars; i++)
        {
            var text = row.Cell(i).Text;
            excerpt.Append(i > 0 ? "\t" : "").Append(text.AsSpan(0, Math.Min(text.Length, ExcerptChars)));
        }

        // NUL and half characters are no text that every store takes.
        return new string([.. excerpt.ToString().Select(c => c == '\0' || char.IsSurrogate(c) || c >= '\uFFFE' ? '\uFFFD' : c)]);
    }
}
