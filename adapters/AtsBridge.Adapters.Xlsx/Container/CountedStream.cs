using System.Globalization;
using System.IO.Hashing;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>Unpacks a part, counts what comes out, and takes its checksum: the framework doesn't, and one wrong bit is another person's stage.</summary>
internal sealed class CountedStream(Stream unpacked, PackageBudget budget, string file) : Stream
{
    // The parser holds a whole tag in memory.
    private const int MostAtOnce = 4 * 1024 * 1024;

    private readonly Crc32 _sum = new();
    private int _sinceStep;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The checksum of what was read.</summary>
    public uint Sum => _sum.GetCurrentHashAsUInt32();

    /// <summary>The parser has made a step.</summary>
    public void Step() => _sinceStep = 0;

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        budget.Count(read);
        _sum.Append(buffer[..read]);
        _sinceStep += read;
        return _sinceStep <= MostAtOnce
            ? read
            : throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} holds a single tag of more than {MostAtOnce:N0} bytes: no spreadsheet program writes that."));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
