using System.Buffers;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>
/// The part of a stream that is being looked at. It grows only as far as a caller holds on to what it has seen, so memory is
/// bounded by the longest record and not by the file.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    private const int SmallestSize = 64 * 1024;

    private readonly Stream? _stream;
    private byte[] _buffer;
    private int _start;
    private int _end;

    /// <summary>Looks at a stream.</summary>
    public ByteWindow(Stream stream) => (_stream, _buffer) = (stream, ArrayPool<byte>.Shared.Rent(SmallestSize));

    /// <summary>Looks at what is in memory as a whole, without a copy of it.</summary>
    public ByteWindow(ArraySegment<byte> bytes) => (_buffer, _start, _end) = (bytes.Array!, bytes.Offset, bytes.Offset + bytes.Count);

    /// <summary>What is there and has not been consumed.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>As <see cref="Bytes"/>; valid until the next <see cref="FillAsync"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, _end - _start);

    public void Consume(int count) => _start += count;

    /// <summary>Reads more behind what is there.</summary>
    /// <returns>Whether there was more.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            return false;
        }

        MakeRoom();
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    public void Dispose()
    {
        if (_stream is null)
        {
            return;
        }

        // Candidates' data must not be handed to the next one who rents this.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _stream.Dispose();
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        if (kept == 0)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length && _start >= kept)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);
            (_start, _end) = (0, kept);
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Buffer.BlockCopy(_buffer, _start, larger, 0, kept);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        (_buffer, _start, _end) = (larger, 0, kept);
    }
}
