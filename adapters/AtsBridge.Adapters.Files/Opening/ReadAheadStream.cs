namespace AtsBridge.Adapters.Files.Opening;

/// <summary>
/// Reads the next block of a file while somebody looks at the one before, who would otherwise wait for the disk, or at least for a
/// thread to be woken, block after block.
/// </summary>
/// <param name="inner">What is read.</param>
internal sealed class ReadAheadStream(Stream inner) : ReadOnlyStream
{
    private const int BlockBytes = 128 * 1024;

    private byte[] _block = new byte[BlockBytes];
    private byte[] _next = new byte[BlockBytes];
    private int _start;
    private int _end;
    private Task<int>? _reading;

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            Turn(Begin(CancellationToken.None).GetAwaiter().GetResult(), CancellationToken.None);
        }

        return Hand(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_start == _end)
        {
            Turn(await Begin(cancellationToken), cancellationToken);
        }

        return Hand(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // A block that is still being read is nobody's any more, and what becomes of it no fault of anybody's.
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task<int> Begin(CancellationToken cancellationToken) => _reading ??= NextAsync(cancellationToken);

    private Task<int> NextAsync(CancellationToken cancellationToken) => inner.ReadAsync(_next, cancellationToken).AsTask();

    private void Turn(int read, CancellationToken cancellationToken)
    {
        (_block, _next, _start, _end) = (_next, _block, 0, read);
        _reading = read > 0 ? NextAsync(cancellationToken) : null;
    }

    private int Hand(Span<byte> buffer)
    {
        var handed = Math.Min(buffer.Length, _end - _start);
        _block.AsSpan(_start, handed).CopyTo(buffer);
        _start += handed;
        return handed;
    }
}
