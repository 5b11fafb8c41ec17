using AtsBridge.Adapters.Csv.Layout;
using AtsBridge.Adapters.Csv.Splitting;
using Sylvan.Data.Csv;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>The rows of a text, one after the other. The parser takes those apart whose cells are asked for.</summary>
internal sealed class CsvRows(Func<TextReader> open, char delimiter, CsvLimits limits, bool isSample = false) : IAsyncDisposable
{
    private const int ExcerptChars = 2000;

    private readonly RecordSplitter _splitter = new(open, delimiter, limits, isSample);
    private readonly RecordFeed _feed = new();
    private CsvDataReader? _parser;
    private bool _parsed;

    /// <summary>Where the row comes from, and what is wrong with it.</summary>
    public RowOrigin Origin { get; private set; }

    /// <summary>The row as it stands in the file, without its line break; valid until the next row.</summary>
    public ReadOnlySpan<char> Raw => _splitter.Current.Text.Span;

    /// <summary>How many cells the row has. Not to be asked where it is at fault.</summary>
    public int CellCount => Parsed().RowFieldCount;

    /// <summary>Where the next row begins.</summary>
    public RecordPlace Next => _splitter.Place;

    /// <summary>Goes to the next row that isn't blank.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => TryRead() ? new(true) : ReadOnAsync(cancellationToken);

    /// <summary>Goes to the next row that isn't blank, where all of it is in memory.</summary>
    /// <returns>False says nothing about the text: <see cref="ReadAsync"/> knows more.</returns>
    public bool TryRead()
    {
        if (!_splitter.TryRead())
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>Goes back before rows that <see cref="TryRead"/> has read.</summary>
    public void Return(RecordPlace place) => _splitter.Return(place);

    /// <summary>A cell, valid until the next row.</summary>
    public ReadOnlySpan<char> Cell(int index) => Parsed().GetFieldSpan(index);

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

    public async ValueTask DisposeAsync()
    {
        if (_parser is not null)
        {
            await _parser.DisposeAsync();
        }

        _feed.Dispose();
        _splitter.Dispose();
    }

    private async ValueTask<bool> ReadOnAsync(CancellationToken cancellationToken)
    {
        if (!await _splitter.ReadAsync(cancellationToken))
        {
            return false;
        }

        Take();
        return true;
    }

    private void Take()
    {
        var record = _splitter.Current;
        var fault = record.Fault ?? FaultOf(record.Text.Span);
        Origin = new(record.Line, fault, fault is null ? null : Excerpt(record.Text.Span));
        _parsed = false;
    }

    private CsvDataReader Parsed()
    {
        if (_parsed)
        {
            return _parser!;
        }

        _feed.Hand(_splitter.Current.Text);
        _parser ??= CsvDataReader.Create(_feed, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            CsvStyle = CsvStyle.Standard,
            BufferSize = 64 * 1024,
            MaxBufferSize = limits.RecordChars * 2 + (64 * 1024),
            // Otherwise a row that begins with # would be passed over as a comment. NULs never come this far.
            Comment = '\0',
        });
        _parsed = _parser.Read();
        return _parsed
            ? _parser
            : throw new InvalidOperationException(FormattableString.Invariant($"The parser finds no row in the record on line {Origin.Line}, where our splitter found one."));
    }

    private static string? FaultOf(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny('\0', Encodings.Damage);
        if (at < 0)
        {
            return null;
        }

        return text[at] == '\0'
            ? "The row holds NUL bytes: the export was damaged on its way, or is binary."
            : "The row holds bytes that are not valid in the file's encoding. If all names look wrong, set \"Encoding\": \"windows-1252\".";
    }

    // NUL and the stand-in for damage are no text that every store takes.
    private static string Excerpt(ReadOnlySpan<char> text) =>
        text[..Math.Min(text.Length, ExcerptChars)].ToString().Replace('\0', '\uFFFD').Replace(Encodings.Damage, '\uFFFD');
}
