namespace AtsBridge.Adapters.Files.Opening;

/// <summary>
/// Counts what is read, stops at the byte budget and at the ratio of a decompression bomb, and turns faults of disk and
/// compression into what the operator can act on.
/// </summary>
/// <param name="inner">What is read, decompressed.</param>
/// <param name="compressed">How many compressed bytes that took so far; null where nothing is compressed.</param>
/// <param name="name">The file's name, for messages.</param>
/// <param name="maxBytes">The most bytes.</param>
internal sealed class GuardedStream(Stream inner, Func<long>? compressed, string name, long maxBytes) : ReadOnlyStream
{
    // Candidate exports shrink to a tenth; deflate can't do better than 1:1032. Below the allowance a ratio says nothing.
    private const int MaxRatio = 250;
    private const long RatioAllowance = 16L * 1024 * 1024;

    private long _read;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Counted(inner.Read(buffer));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
        catch (IOException e)
        {
            throw OutOfReach(e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Counted(await inner.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
        catch (IOException e)
        {
            throw OutOfReach(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int read)
    {
        _read += read;
        if (_read > maxBytes)
        {
            throw new SourceException(SourceFault.Unreadable, $"{name} holds more than MaxFileBytes ({maxBytes:N0}){(compressed is null ? "" : " after decompression")}. Raise MaxFileBytes if that is right.");
        }

        if (compressed is not null && _read > RatioAllowance && _read / MaxRatio > compressed())
        {
            throw new SourceException(SourceFault.Unreadable, $"{name} unpacks to more than {MaxRatio} times its size: it looks like a decompression bomb, not an export.");
        }

        return read;
    }

    private SourceException Damaged(InvalidDataException e) =>
        new(SourceFault.Unreadable, $"{name} is damaged or cut off: its compressed data can't be read ({e.Message}). Deliver it again.", e);

    private SourceException OutOfReach(IOException e) =>
        new(SourceFault.Unavailable, $"{name} can't be read: {e.Message} The next run tries again.", e);
}
