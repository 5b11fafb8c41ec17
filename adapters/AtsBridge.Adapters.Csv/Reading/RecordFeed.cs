namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>
/// Hands the parser one record at a time, so that its rows and our records stay in step: whatever is wrong with one record, the
/// parser never sees where the next one begins.
/// </summary>
internal sealed class RecordFeed : TextReader
{
    private ReadOnlyMemory<char> _text;
    private bool _lineBreakIsDue;

    /// <summary>What the parser reads next.</summary>
    public void Hand(ReadOnlyMemory<char> record) => (_text, _lineBreakIsDue) = (record, true);

    public override int Read(char[] buffer, int index, int count)
    {
        if (_text.IsEmpty && _lineBreakIsDue && count > 0)
        {
            _lineBreakIsDue = false;
            buffer[index] = '\n';
            return 1;
        }

        var read = Math.Min(_text.Length, count);
        _text.Span[..read].CopyTo(buffer.AsSpan(index));
        _text = _text[read..];
        return read;
    }
}
