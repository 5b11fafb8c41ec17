using AtsBridge.Adapters.Files.Places;

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
    private readonly string? _entry;
    private FileStream? _latest;
    private bool _isReadHereAndThere;

    internal SourceFile(FoundFile found, long maxBytes, string? entry = null)
    {
        _found = found;
        _maxBytes = maxBytes;
        _entry = entry;
        ContentName = found.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? found.Name[..^3] : found.Name;
    }

    /// <summary>The file's name, relative to the folder; the name of the set and of positions.</summary>
    public string Name => _found.Name;

    /// <summary>The name of what is in it: without <c>.gz</c>, and once opened, the name in the <c>.zip</c>.</summary>
    public string ContentName { get; private set; }

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

    /// <summary>Whether it is a zip archive.</summary>
    internal bool IsArchive
    {
        get
        {
            using var file = _found.Length == 0 ? null : OpenFile();
            return file is not null && KindOf(file) == Packing.Zip && !IsWorkbook;
        }
    }

    // A workbook is an archive itself: that it lies in another one only its name can tell.
    private bool IsWorkbook => _entry is null && !Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && Name.Contains(".xls", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the file holds; null until it was read to its end once.</summary>
    internal FileContent? Content { get; private set; }

    /// <summary>Opens the file from its beginning.</summary>
    /// <param name="ahead">Whether the next block is read meanwhile; of no use to whoever reads without awaiting, and would wait for it block after block.</param>
    /// <returns>What is in it, decompressed. The caller disposes it.</returns>
    /// <exception cref="SourceException">It has vanished, is locked or not permitted, or is not what its name says.</exception>
    public Stream Open(bool ahead = true)
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
            return Unpack(file, KindOf(file), ahead);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the file from its beginning to be read in any order, for formats that keep their directory at the end. A file on the disk
    /// is read where it lies; one that is compressed, or lies in an archive, is unpacked into memory.
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
            var kind = KindOf(file);
            // What is read in any order is an archive itself, as a workbook is, unless its name says that it only lies in one.
            if (kind == Packing.Gzip || (kind == Packing.Zip && (_entry is not null || Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))))
            {
                await using var unpacked = Unpack(file, kind, ahead: true);
                return await SeekableStream.UnpackAsync(unpacked, Name, cancellationToken);
            }

            _isReadHereAndThere = true;
            return _found.Length <= _maxBytes
                ? new SeekableStream(file, Name, cancellationToken)
                : throw new SourceException(SourceFault.Unreadable, $"{Name} holds more than MaxFileBytes ({_maxBytes:N0}). Raise MaxFileBytes if that is right.");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What the file holds, once it was read; null where it was read in order and not to its end. One that was read here and there is
    /// read once more for that.
    /// </summary>
    internal async Task<FileContent?> ContentAsync(CancellationToken cancellationToken)
    {
        if (_isReadHereAndThere && Content is null)
        {
            await using var file = OpenFile();
            Content = await DigestAsync(file, unless: null, cancellationToken);
        }

        return Content;
    }

    /// <summary>Whether it holds exactly this. Reads no more of it than it takes to know.</summary>
    internal async Task<bool> HoldsAsync(FileContent content, CancellationToken cancellationToken)
    {
        if (_found.Length != content.Size || content.Size == 0)
        {
            return false;
        }

        await using var file = OpenFile();
        return await DigestAsync(file, unless: head => head != content.Head, cancellationToken) == content && _found.Again() == _found;
    }

    /// <summary>Proves that what was read is one state of the file.</summary>
    internal void RequireUnchanged()
    {
        if (_found.Again() != _found)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} changed while it was read. Nothing of it counts; the next run reads it again.");
        }
    }

    /// <returns>What it holds; null where its beginning was enough to know that it doesn't matter.</returns>
    private async Task<FileContent?> DigestAsync(FileStream file, Func<UInt128, bool>? unless, CancellationToken cancellationToken)
    {
        var digest = new ContentDigest();
        var buffer = new byte[BufferBytes];
        try
        {
            while (await file.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                digest.Append(buffer.AsSpan(0, read));
                if (digest.Head is { } head && unless?.Invoke(head) == true)
                {
                    return null;
                }
            }
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} can't be read: {e.Message} The next run tries again.", e);
        }

        return digest.End();
    }

    private GuardedStream Unpack(FileStream file, Packing kind, bool ahead) => kind switch
    {
        Packing.Gzip => new GuardedStream(new WholeGzipStream(Noted(file, ahead)), () => file.Position, Name, _maxBytes),
        Packing.Zip => OpenEntry(file),
        _ => new GuardedStream(Noted(file, ahead), compressed: null, Name, _maxBytes),
    };

    private GuardedStream OpenEntry(FileStream file)
    {
        _isReadHereAndThere = true;
        try
        {
            var (entry, archive) = ZipEntry.Find(file, Name, _entry);
            ContentName = entry.Name;
            return new GuardedStream(new WholeEntryStream(archive, entry), () => Math.Min(entry.CompressedLength, _found.Length), $"{Name}/{entry.Name}", _maxBytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw new SourceException(SourceFault.Unreadable, $"{Name} is damaged or cut off: the archive can't be read ({e.Message}). Deliver it again.", e);
        }
    }

    private Stream Noted(FileStream file, bool ahead)
    {
        Stream noted = Content is null ? new DigestedStream(file, content => Content = content) : file;
        // What is read at one go leaves nothing to be read ahead, and need not wait for two blocks to be made.
        return !ahead || _found.Length < BufferBytes ? noted : new ReadAheadStream(noted);
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

    /// <summary>By its first bytes: names lie.</summary>
    private Packing KindOf(FileStream file)
    {
        var magic = new byte[4];
        int read;
        try
        {
            read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            file.Position = 0;
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"{Name} can't be read: {e.Message}", e);
        }

        var kind = magic switch
        {
            [0x1f, 0x8b, ..] => Packing.Gzip,
            [0x50, 0x4B, 0x03, 0x04] or [0x50, 0x4B, 0x05, 0x06] => Packing.Zip,
            _ => Packing.None,
        };
        if (kind != Packing.Gzip && read > 0 && Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(SourceFault.Unreadable, $"{Name} is named .gz and isn't compressed with gzip. Mend the export, or its name.");
        }

        return kind;
    }

    private enum Packing
    {
        None,
        Gzip,
        Zip,
    }
}
