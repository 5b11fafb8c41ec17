namespace AtsBridge.Adapters.Files.Opening;

/// <summary>Notes what a file holds while somebody reads it, so that nobody has to read it again for that.</summary>
/// <param name="file">The file, at its beginning.</param>
/// <param name="ended">Told when it was read to its end.</param>
internal sealed class DigestedStream(FileStream file, Action<FileContent> ended) : ReadOnlyStream
{
    private readonly ContentDigest _digest = new();

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        Note(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, cancellationToken);
        Note(buffer.Span[..read], buffer.Length);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Note(ReadOnlySpan<byte> read, int wanted)
    {
        _digest.Append(read);
        if (read.IsEmpty && wanted > 0)
        {
            ended(_digest.End());
        }
    }
}
