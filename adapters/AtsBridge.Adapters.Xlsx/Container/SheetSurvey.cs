using System.Globalization;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>
/// A look at a sheet before the library reads it: whether it keeps the limits of a spreadsheet, without which the library would
/// gather a row of millions of cells, and what the library doesn't tell.
/// </summary>
internal sealed class SheetSurvey(string file)
{
    private const int MostRows = 1_048_576;
    private const int MostColumns = 16_384;
    private const int MostMerged = 1_000_000;

    private string? _row;
    private int _rows;
    private int _cellsInRow;
    private bool _isCell;
    private bool _hasFormula;
    private bool _hasValue;
    private long _glued;
    private long _inCell;
    private int _merged;

    /// <summary>Cells that show an error such as #N/A.</summary>
    public int Errors { get; private set; }

    /// <summary>Formulas that nobody has calculated.</summary>
    public int Uncalculated { get; private set; }

    /// <summary>Rows that a person doesn't see.</summary>
    public int HiddenRows { get; private set; }

    public void Read(Package package, string part)
    {
        package.Read(part, Take);
        EndCell();
    }

    private void Take(PartReader part)
    {
        _inCell += part.TextBefore;
        switch (part.Name)
        {
            case "row":
                EndCell();
                Row(part);
                break;
            case "c":
                EndCell();
                _isCell = true;
                Errors += part["t"] == "e" ? 1 : 0;
                Require(++_cellsInRow <= MostColumns, $"a row with more than {MostColumns:N0} cells");
                break;
            case "f":
                _hasFormula = true;
                break;
            case "v" or "is":
                _hasValue = true;
                break;
            case "r":
                // The library glues the runs of a text together one by one, each time anew.
                _glued += _inCell;
                Require(_glued <= GluedText.Most, $"texts in more pieces than can be put together");
                break;
            case "mergeCell":
                Require(++_merged <= MostMerged, $"more than {MostMerged:N0} merged cells");
                break;
        }
    }

    private void Row(PartReader part)
    {
        HiddenRows += part.Is("hidden") ? 1 : 0;
        var row = part["r"];
        // Rows of one number are one row to the library.
        _cellsInRow = row is not null && string.Equals(row, _row, StringComparison.Ordinal) ? _cellsInRow : 0;
        _row = row;
        Require(++_rows <= MostRows, $"more than {MostRows:N0} rows");
    }

    private void EndCell()
    {
        Uncalculated += _isCell && _hasFormula && !_hasValue ? 1 : 0;
        (_isCell, _hasFormula, _hasValue, _inCell) = (false, false, false, 0);
    }

    private void Require(bool holds, FormattableString what)
    {
        if (!holds)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file} has a sheet with {what.ToString(CultureInfo.InvariantCulture)}: no spreadsheet program writes that.");
        }
    }
}
