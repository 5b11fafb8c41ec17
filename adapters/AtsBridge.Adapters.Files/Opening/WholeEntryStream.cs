using System.IO.Compression;
using System.IO.Hashing;

namespace AtsBridge.Adapters.Files.Opening;

/// <summary>
/// A file in a zip archive, checked at its end: .NET compares neither its length nor its checksum, and a damaged export would just
/// be shorter.
/// </summary>
/// <param name="archive">The archive, closed with this.</param>
/// <param name="entry">The file in it.</param>
internal sealed class WholeEntryStream(ZipArchive archive, ZipArchiveEntry entry) : ReadOnlyStream
{
    private readonly Stream _content = entry.Open();
    private readonly Crc32 _checksum = new();
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var read = _content.Read(buffer);
        Note(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _content.ReadAsync(buffer, cancellationToken);
        Note(buffer.Span[..read], buffer.Length);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Note(ReadOnlySpan<byte> read, int wanted)
    {
        _checksum.Append(read);
        _read += read.Length;
        if (read.IsEmpty && wanted > 0 && (_read != entry.Length || _checksum.GetCurrentHashAsUInt32() != entry.Crc32))
        {
            throw new InvalidDataException("its length or its checksum is not what the archive says");
        }
    }
}
