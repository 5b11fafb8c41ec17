using AtsBridge.Adapters.Records.Json.Skimming;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>NDJSON: every line that isn't blank is a record, whatever is in it.</summary>
internal sealed class LineSplitter(ByteWindow window, RecordLimits limits) : RecordSplitter
{
    private const int ExcerptBytes = 8000;

    private long _line;

    public override async ValueTask<RawRecord?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = 0;
            var end = -1;
            while (end < 0 && seen <= limits.MaxBytes)
            {
                end = window.Bytes[seen..].IndexOf((byte)'\n');
                if (end >= 0)
                {
                    break;
                }

                seen = window.Bytes.Length;
                if (!await window.FillAsync(cancellationToken))
                {
                    break;
                }
            }

            var length = end < 0 ? seen : seen + end;
            if (end < 0 && length == 0)
            {
                return null;
            }

            _line++;
            if (length > limits.MaxBytes)
            {
                return await LetGoAsync(cancellationToken);
            }

            var line = window.Memory[..length];
            window.Consume(Math.Min(length + 1, window.Bytes.Length));
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return new RawRecord(_line, line);
            }
        }
    }

    public override void Dispose() => window.Dispose();

    protected override ReadOnlySpan<byte> Ahead => window.Bytes;

    protected override bool Find(RecordSkimmer skimmer, ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        if (end < 0 || end > limits.MaxBytes || skimmer.Find(rest[..end], alone: true) == 0)
        {
            return false;
        }

        rest = rest[(end + 1)..];
        return true;
    }

    protected override void StepOver(int records, int bytes)
    {
        window.Consume(bytes);
        _line += records;
    }

    private async ValueTask<RawRecord?> LetGoAsync(CancellationToken cancellationToken)
    {
        var excerpt = window.Bytes[..Math.Min(window.Bytes.Length, Math.Min(limits.MaxBytes, ExcerptBytes))].ToArray();
        while (true)
        {
            var end = window.Bytes.IndexOf((byte)'\n');
            window.Consume(end < 0 ? window.Bytes.Length : end + 1);
            if (end >= 0 || !await window.FillAsync(cancellationToken))
            {
                return new RawRecord(_line, excerpt, limits.TooLong);
            }
        }
    }
}
