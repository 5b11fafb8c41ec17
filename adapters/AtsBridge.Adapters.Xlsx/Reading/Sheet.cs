using System.Globalization;
using System.Text;
using AtsBridge.Adapters.Xlsx.Container;
using ExcelDataReader;

namespace AtsBridge.Adapters.Xlsx.Reading;

/// <summary>The rows of one sheet, as the library reads them. Whatever it throws at a damaged one comes out as a <see cref="SourceException"/>.</summary>
internal sealed class Sheet : IDisposable
{
    private const int MostRows = 1_048_576;
    private const int MostColumns = 16_384;

    // The library clears a whole row of cells for each row, empty or not.
    private const long MostCells = 500_000_000;

    private readonly IExcelDataReader _reader;
    private readonly string _file;
    private readonly int _index;
    private readonly bool _from1904;

    // The library asks for a code page of the old format before it looks at a file, and without it reads none.
    static Sheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Sheet(IExcelDataReader reader, string file, int index, bool from1904)
    {
        _reader = reader;
        _file = file;
        _index = index;
        _from1904 = from1904;
    }

    /// <summary>How many columns it has.</summary>
    public int Columns => _reader.FieldCount;

    /// <summary>The number of the row, as the spreadsheet shows it.</summary>
    public long Row => _reader.Depth + 1L;

    /// <summary>How many ranges of merged cells begin below a row.</summary>
    public int MergedBelow(long row) => _reader.MergeCells?.Count(r => r.FromRow >= row) ?? 0;

    /// <param name="stream">The workbook; belongs to the sheet from here on.</param>
    /// <param name="file">Its name.</param>
    /// <param name="index">Which of its sheets.</param>
    /// <param name="from1904">See <see cref="CellText.Of"/>.</param>
    public static Sheet Open(Stream stream, string file, int index, bool from1904)
    {
        var reader = Sound(() => ExcelReaderFactory.CreateOpenXmlReader(stream), file);
        try
        {
            var sheet = new Sheet(reader, file, index, from1904);
            sheet.Turn();
            sheet.RequireBounded();
            return sheet;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Goes back before the first row.</summary>
    public void Rewind()
    {
        Sound(
            () =>
            {
                _reader.Reset();
                return true;
            },
            _file);
        Turn();
    }

    /// <summary>Goes to the next row, empty ones included.</summary>
    public bool Read() => Sound(_reader.Read, _file);

    /// <summary>What a cell of the row says.</summary>
    public CellText Cell(int column)
    {
        var value = _reader.GetValue(column);
        return CellText.Of(value, value is double ? _reader.GetNumberFormatString(column) : null, _from1904);
    }

    /// <summary>Whether a cell of the row has nothing in it.</summary>
    public bool IsBlank(int column) => _reader.GetValue(column) switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        _ => false,
    };

    public void Dispose() => _reader.Dispose();

    private void Turn()
    {
        for (var i = 0; i < _index; i++)
        {
            Sound(_reader.NextResult, _file);
        }
    }

    private void RequireBounded()
    {
        var (rows, columns) = ((long)_reader.RowCount, (long)_reader.FieldCount);
        if (rows > MostRows || columns > MostColumns || rows * columns > MostCells)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{_file} has a sheet of {rows:N0} rows and {columns:N0} columns. Where there is a stray cell far to the right or far below, delete it, or export as CSV."));
        }
    }

    private static T Sound<T>(Func<T> read, string file)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (SourceException or OperationCanceledException or OutOfMemoryException))
        {
            // The library says with any exception at all that a part isn't as it should be: a null, an index, a number.
            throw Package.Damaged(file, e);
        }
    }
}
