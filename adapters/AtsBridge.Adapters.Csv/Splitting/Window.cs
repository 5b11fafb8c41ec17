namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>
/// A window that moves over a text of any length. Positions count characters from the beginning of the text. What has left the
/// window is reached again by opening the text anew, which only a badly damaged file needs.
/// </summary>
internal sealed class Window(Func<TextReader> open) : IDisposable
{
    private const int FillChars = 32 * 1024;

    private TextReader _reader = open();
    private char[] _buffer = new char[2 * FillChars];
    private long _first;
    private int _count;

    /// <summary>The position after the last character in the window.</summary>
    public long End => _first + _count;

    /// <summary>Whether the text ends where the window does.</summary>
    public bool AtEnd { get; private set; }

    public char this[long position] => _buffer[position - _first];

    public ReadOnlyMemory<char> Slice(long from, long to) => _buffer.AsMemory((int)(from - _first), (int)(to - from));

    public ReadOnlySpan<char> From(long position) => _buffer.AsSpan((int)(position - _first), (int)(End - position));

    public bool Holds(long position) => position >= _first && position <= End;

    /// <summary>Reads on; what stands before <paramref name="keepFrom"/> leaves the window.</summary>
    public async ValueTask ReadOnAsync(long keepFrom, CancellationToken cancellationToken)
    {
        var drop = (int)(keepFrom - _first);
        if (drop > 0)
        {
            _buffer.AsSpan(drop, _count - drop).CopyTo(_buffer);
            _first += drop;
            _count -= drop;
        }

        if (_buffer.Length - _count < FillChars)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _reader.ReadAsync(_buffer.AsMemory(_count, FillChars), cancellationToken);
        _count += read;
        AtEnd = read == 0;
    }

    /// <summary>Makes sure that a position read before is in the window again.</summary>
    public async ValueTask GoBackAsync(long position, CancellationToken cancellationToken)
    {
        if (Holds(position))
        {
            return;
        }

        _reader.Dispose();
        _reader = open();
        (_first, _count, AtEnd) = (0, 0, false);
        while (End < position && !AtEnd)
        {
            await ReadOnAsync(End, cancellationToken);
        }
    }

    public void Dispose() => _reader.Dispose();
}
