using AtsBridge.Adapters.Csv.Splitting;
using Sylvan.Data.Csv;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>The rows of a text, one after the other, with their cells.</summary>
internal sealed class CsvRows : IAsyncDisposable
{
    private readonly SaneRecords _records;
    private readonly CsvDataReader _parser;

    private CsvRows(SaneRecords records, CsvDataReader parser)
    {
        _records = records;
        _parser = parser;
    }

    /// <summary>Where the row comes from, and what is wrong with it.</summary>
    public RowOrigin Origin { get; private set; }

    /// <summary>How many cells the row has. Nothing to go by where it is at fault.</summary>
    public int CellCount => _parser.RowFieldCount;

    /// <summary>Opens a text.</summary>
    public static async Task<CsvRows> OpenAsync(
        Func<TextReader> open, char delimiter, CsvLimits limits, bool isSample, CancellationToken cancellationToken)
    {
        var records = new SaneRecords(new RecordSplitter(open, delimiter, limits, isSample));
        try
        {
            var options = new CsvDataReaderOptions
            {
                HasHeaders = false,
                Delimiter = delimiter,
                CsvStyle = CsvStyle.Standard,
                BufferSize = 64 * 1024,
                MaxBufferSize = limits.RecordChars * 2 + (64 * 1024),
                // Otherwise a row that begins with # would be passed over as a comment. NULs never come this far.
                Comment = '\0',
            };
            return new CsvRows(records, await CsvDataReader.CreateAsync(records, options, cancellationToken));
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _parser.ReadAsync(cancellationToken))
        {
            return false;
        }

        Origin = _records.NextOrigin();
        return true;
    }

    /// <summary>A cell, valid until the next row.</summary>
    public ReadOnlySpan<char> Cell(int index) => _parser.GetFieldSpan(index);

    /// <summary>All cells of the row.</summary>
    public string[] Cells()
    {
        var cells = new string[CellCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell(i).ToString();
        }

        return cells;
    }

    /// <summary>The row as it stands in the file.</summary>
    public ReadOnlySpan<char> Raw => _parser.GetRawRecordSpan();

    public async ValueTask DisposeAsync()
    {
        await _parser.DisposeAsync();
        _records.Dispose();
    }
}
