using System.IO.Compression;

namespace AtsBridge.Adapters.Files.Opening;

/// <summary>
/// Decompresses gzip and notices when it is cut off. <see cref="GZipStream"/> takes the middle of a member for its end and says
/// nothing, so half of the people would be missing. Here a member of our own is appended to the compressed data: it comes out
/// intact at the end only if every member before it was whole.
/// </summary>
internal sealed class WholeGzipStream(Stream compressed) : ReadOnlyStream
{
    private static readonly byte[] Seal = [.. "AtsBridge: the end of the data."u8, 0];

    private readonly GZipStream _gzip = new(new SealedStream(compressed, Compress(Seal)), CompressionMode.Decompress);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (NeedsMore)
        {
            Took(_gzip.Read(Free()));
        }

        return Give(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (NeedsMore)
        {
            Compact();
            Took(await _gzip.ReadAsync(_buffer.AsMemory(_end), cancellationToken));
        }

        return Give(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    // The last bytes are held back: they may be the seal, which is not the caller's.
    private bool NeedsMore => !_ended && _end - _start <= Seal.Length;

    private Span<byte> Free()
    {
        Compact();
        return _buffer.AsSpan(_end);
    }

    private void Compact()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }

    private void Took(int read)
    {
        _end += read;
        if (read > 0)
        {
            return;
        }

        _ended = true;
        var held = _buffer.AsSpan(_start, _end - _start);
        if (!held.EndsWith(Seal))
        {
            throw new InvalidDataException("it ends in the middle");
        }

        _end -= Seal.Length;
    }

    private int Give(Span<byte> buffer)
    {
        var available = _end - _start - (_ended ? 0 : Seal.Length);
        var given = Math.Min(available, buffer.Length);
        _buffer.AsSpan(_start, given).CopyTo(buffer);
        _start += given;
        return given;
    }

    private static byte[] Compress(byte[] data)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionMode.Compress))
        {
            gzip.Write(data);
        }

        return memory.ToArray();
    }

    /// <summary>A stream, and after it the seal.</summary>
    private sealed class SealedStream(Stream inner, byte[] seal) : ReadOnlyStream
    {
        private int _given = -1;

        public override int Read(Span<byte> buffer)
        {
            var read = _given < 0 ? inner.Read(buffer) : 0;
            return read > 0 || buffer.Length == 0 ? read : GiveSeal(buffer);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = _given < 0 ? await inner.ReadAsync(buffer, cancellationToken) : 0;
            return read > 0 || buffer.Length == 0 ? read : GiveSeal(buffer.Span);
        }

        private int GiveSeal(Span<byte> buffer)
        {
            _given = Math.Max(_given, 0);
            var count = Math.Min(buffer.Length, seal.Length - _given);
            seal.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }
    }
}
