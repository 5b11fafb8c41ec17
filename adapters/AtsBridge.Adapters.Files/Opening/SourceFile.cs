using AtsBridge.Adapters.Files.Finding;

namespace AtsBridge.Adapters.Files.Opening;

/// <summary>
/// The file of one read. It may be opened more than once (to look at its beginning, to read it), always decompressed and within
/// its budgets; faults of disk and compression come out as <see cref="SourceException"/>.
/// </summary>
public sealed class SourceFile
{
    private const int BufferBytes = 128 * 1024;

    private readonly FoundFile _found;
    private readonly long _maxBytes;
    private FileStream? _latest;

    internal SourceFile(FoundFile found, long maxBytes)
    {
        _found = found;
        _maxBytes = maxBytes;
    }

    /// <summary>The file's name, relative to the folder; the name of the set and of positions.</summary>
    public string Name => _found.Name;

    /// <summary>How much of the file is read, from 0 to 1, by the bytes that the stream opened last has taken from the disk.</summary>
    public double Progress
    {
        get
        {
            if (_latest is not { CanRead: true } file || _found.Length == 0)
            {
                return 0;
            }

            return Math.Clamp((double)file.Position / _found.Length, 0, 1);
        }
    }

    /// <summary>What the file holds; null until it was read to its end once.</summary>
    internal FileContent? Content { get; private set; }

    /// <summary>Opens the file from its beginning.</summary>
    /// <returns>What is in it, decompressed. The caller disposes it.</returns>
    /// <exception cref="SourceException">It has vanished, is locked or not permitted, or is not what its name says.</exception>
    public Stream Open()
    {
        // Nothing to open: also a pipe or a device shows no length, and opening one would wait for ever.
        if (_found.Length == 0)
        {
            return Stream.Null;
        }

        var file = OpenFile();
        try
        {
            _latest = file;
            if (!IsGzip(file))
            {
                return new GuardedStream(ReadAhead(file), compressed: null, Name, _maxBytes);
            }

            return new GuardedStream(new WholeGzipStream(ReadAhead(file)), file, Name, _maxBytes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the file from its beginning to be read in any order, for formats that keep their directory at the end. A file on the disk
    /// is read where it lies; a compressed one is unpacked into memory.
    /// </summary>
    /// <param name="cancellationToken">Reaches every wait, and every read of what is handed out.</param>
    /// <returns>What is in it. The caller disposes it.</returns>
    /// <exception cref="SourceException">As for <see cref="Open"/>, or it is too large to be unpacked into memory.</exception>
    public async Task<Stream> OpenSeekableAsync(CancellationToken cancellationToken)
    {
        if (_found.Length == 0)
        {
            return Stream.Null;
        }

        var file = OpenFile(SeekableStream.BufferFor(_found.Length));
        try
        {
            _latest = file;
            if (IsGzip(file))
            {
                await using var unpacked = new GuardedStream(new WholeGzipStream(ReadAhead(file)), file, Name, _maxBytes);
                return await SeekableStream.UnpackAsync(unpacked, Name, cancellationToken);
            }

            Content ??= await SeekableStream.DigestAsync(file, Name, _maxBytes, cancellationToken);
            return new SeekableStream(file, Name, cancellationToken);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether it holds exactly this. Reads no more of it than it takes to know.</summary>
    internal async Task<bool> HoldsAsync(FileContent content, CancellationToken cancellationToken)
    {
        if (_found.Length != content.Size || content.Size == 0)
        {
            return false;
        }

        await using var file = OpenFile();
        var digest = new ContentDigest();
        var buffer = new byte[BufferBytes];
        try
        {
            while (await file.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                digest.Append(buffer.AsSpan(0, read));
                if (digest.Head is { } head && head != content.Head)
                {
                    return false;
                }
            }
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} can't be read: {e.Message} The next run tries again.", e);
        }

        return digest.End() == content && _found.Again() == _found;
    }

    /// <summary>Proves that what was read is one state of the file.</summary>
    internal void RequireUnchanged()
    {
        if (_found.Again() != _found)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} changed while it was read. Nothing of it counts; the next run reads it again.");
        }
    }

    private Stream ReadAhead(FileStream file)
    {
        Stream noted = Content is null ? new DigestedStream(file, content => Content = content) : file;
        // What is read at one go leaves nothing to be read ahead, and need not wait for two blocks to be made.
        return _found.Length < BufferBytes ? noted : new ReadAheadStream(noted);
    }

    // Whoever reads forward asks for whole blocks, and needs no buffer.
    private FileStream OpenFile(int bufferBytes = 0)
    {
        try
        {
            // Shared with writers on purpose: a read must never be what makes an export fail.
            return new FileStream(_found.FullPath, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
                BufferSize = bufferBytes,
            });
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SourceException(SourceFault.Unauthorized, $"{Name} may not be opened: {e.Message} Give the service read access.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} vanished before it could be opened. The next run looks again.", e);
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} can't be opened: {e.Message} The next run tries again.", e);
        }
    }

    private bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        int read;
        try
        {
            read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
            file.Position = 0;
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} can't be read: {e.Message}", e);
        }

        var isGzip = read == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        if (!isGzip && read > 0 && Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(SourceFault.Unreadable, $"{Name} is named .gz and isn't compressed with gzip. Mend the export, or its name.");
        }

        return isGzip;
    }
}
