namespace AtsBridge.Testing;

/// <summary>The body of an answer, which knows whether it was closed, and can hang or break off in the middle.</summary>
internal sealed class WatchedBody(Stream inner) : Stream
{
    internal bool IsClosed { get; private set; }

    /// <summary>Awaited before every read; null: nothing holds it up.</summary>
    internal Func<CancellationToken, Task>? Hang { get; init; }

    /// <summary>After so many bytes the connection breaks; null: it doesn't.</summary>
    internal int? BreaksAfter { get; init; }

    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _given;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Give(inner.Read(buffer, offset, Limited(count)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Hang is { } hang)
        {
            await hang(cancellationToken);
        }

        return Give(await inner.ReadAsync(buffer[..Limited(buffer.Length)], cancellationToken));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        inner.Dispose();
        base.Dispose(disposing);
    }

    private int Limited(int wanted) => BreaksAfter is { } most
        ? _given >= most ? throw new IOException("The connection was closed before the end of the answer.") : Math.Min(wanted, most - _given)
        : wanted;

    private int Give(int read)
    {
        _given += read;
        return read;
    }
}
