using System.Buffers;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>
/// Finds the end of one JSON value, piece by piece, by its brackets and quotes alone. Whether it is good JSON is for the parser
/// to say: a bad record must not take its neighbours with it.
/// </summary>
internal struct ValueScan
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create(",]} \t\r\n{[\":"u8);

    private long _depth;
    private bool _begun;
    private bool _inString;
    private bool _escaped;

    /// <summary>How deep it was nested at most.</summary>
    public long Deepest { get; private set; }

    /// <summary>Whether the end is found.</summary>
    public bool Done { get; private set; }

    /// <summary>Whether the end of the file is a good end of this value: only for a number or a word.</summary>
    public readonly bool MayEndHere => _begun && _depth == 0 && !_inString;

    /// <summary>Goes on with the bytes that follow.</summary>
    /// <returns>How many of them belong to the value.</returns>
    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && !Done)
        {
            if (_escaped)
            {
                _escaped = false;
                at++;
            }
            else if (_inString)
            {
                at += String(bytes[at..]);
            }
            else if (_depth > 0 || !_begun)
            {
                at += Structural(bytes[at..]);
            }
            else
            {
                var end = bytes[at..].IndexOfAny(EndOfScalar);
                Done = end >= 0;
                return end < 0 ? bytes.Length : at + end;
            }
        }

        return at;
    }

    private int String(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            return bytes.Length;
        }

        _escaped = bytes[end] == (byte)'\\';
        if (!_escaped)
        {
            _inString = false;
            Done = _depth == 0;
        }

        return end + 1;
    }

    private int Structural(ReadOnlySpan<byte> bytes)
    {
        var next = _begun ? bytes.IndexOfAny(Structure) : 0;
        if (next < 0)
        {
            return bytes.Length;
        }

        _begun = true;
        switch (bytes[next])
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                Deepest = Math.Max(Deepest, ++_depth);
                break;
            case (byte)'}' or (byte)']':
                _depth--;
                Done = _depth <= 0;
                break;
            default:
                break;
        }

        return next + 1;
    }
}
