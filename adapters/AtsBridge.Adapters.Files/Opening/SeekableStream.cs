namespace AtsBridge.Adapters.Files.Opening;

/// <summary>
/// A file that is read in any order by a library which knows nothing of us: faults of the disk come out as what the operator can
/// act on, and every read is a place to cancel.
/// </summary>
internal sealed class SeekableStream(FileStream file, string name, CancellationToken cancellationToken) : Stream
{
    /// <summary>What a file is buffered by: whoever jumps about in it asks for a few bytes at a time.</summary>
    private const int BufferBytes = 64 * 1024;

    // A whole workbook of a hundred thousand people takes a tenth of that. Above it the cure is not to compress twice.
    private const int MostUnpacked = 256 * 1024 * 1024;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>What a file of a length needs: a small one is not worth a large buffer.</summary>
    public static int BufferFor(long length) => (int)Math.Clamp(length, 1, BufferBytes);

    /// <summary>Unpacks into memory what can't be read in any order where it lies.</summary>
    public static async Task<Stream> UnpackAsync(Stream compressed, string name, CancellationToken cancellationToken)
    {
        var memory = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await compressed.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (memory.Length + read > MostUnpacked)
            {
                throw new SourceException(SourceFault.Unreadable, $"{name} unpacks to more than {MostUnpacked:N0} bytes, too much to hold in memory. Deliver it without gzip: it is compressed in itself.");
            }

            memory.Write(buffer.AsSpan(0, read));
        }

        memory.Position = 0;
        return memory;
    }

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return file.Read(buffer);
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"{name} can't be read: {e.Message} The next run tries again.", e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
