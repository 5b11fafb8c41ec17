using AtsBridge.Adapters.Csv.Layout;
using AtsBridge.Adapters.Csv.Splitting;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>
/// What the parser reads: one record a line break, each of them sane. A record at fault is handed over as a stand-in, so that the
/// parser's rows and our records stay in step, one for one, and nothing piles up however many are at fault.
/// </summary>
internal sealed class SaneRecords(RecordSplitter splitter) : TextReader
{
    private static readonly ReadOnlyMemory<char> StandIn = "-\n".AsMemory();
    private static readonly ReadOnlyMemory<char> LineBreak = "\n".AsMemory();

    private readonly Queue<RowOrigin> _origins = new();
    private ReadOnlyMemory<char> _text;
    private ReadOnlyMemory<char> _after;

    /// <summary>Where the parser's next row comes from.</summary>
    public RowOrigin NextOrigin() => _origins.Dequeue();

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (_text.IsEmpty)
        {
            (_text, _after) = (_after, default);
        }

        if (_text.IsEmpty && !await NextAsync(cancellationToken))
        {
            return 0;
        }

        var count = Math.Min(_text.Length, buffer.Length);
        _text[..count].CopyTo(buffer);
        _text = _text[count..];
        return count;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override int Read(char[] buffer, int index, int count) =>
        throw new NotSupportedException("Records are read asynchronously.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            splitter.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!await splitter.ReadAsync(cancellationToken))
        {
            return false;
        }

        var record = splitter.Current;
        if ((record.Fault ?? FaultOf(record.Text.Span)) is { } fault)
        {
            _origins.Enqueue(new RowOrigin(record.Line, fault, Excerpt(record.Text.Span)));
            (_text, _after) = (StandIn, default);
        }
        else
        {
            _origins.Enqueue(new RowOrigin(record.Line, Fault: null, Excerpt: null));
            (_text, _after) = (record.Text, LineBreak);
        }

        return true;
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
        text[..Math.Min(text.Length, 2000)].ToString().Replace('\0', '\uFFFD').Replace(Encodings.Damage, '\uFFFD');
}
