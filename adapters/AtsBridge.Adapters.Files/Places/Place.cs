namespace AtsBridge.Adapters.Files.Places;

/// <summary>Where files are. Opened for one read, and closed after it.</summary>
internal abstract class Place : IAsyncDisposable
{
    /// <summary>Whether it stands for several files, of which each is read once.</summary>
    public abstract bool IsPattern { get; }

    /// <summary>What <c>Path</c> stands for.</summary>
    public static Place Of(FileSourceSettings settings, string baseDirectory, HttpClient http, TimeProvider time)
    {
        if (SftpAddress.Parse(settings.Path) is { } server)
        {
            return new SftpServer(server, settings.Access, baseDirectory, time);
        }

        return WebAddress.Parse(settings.Path) is { } address
            ? new WebFile(address, settings.Access, http, time, settings.MaxFileBytes)
            : new LocalFolder(SearchPath.Parse(settings.Path, baseDirectory));
    }

    /// <summary>The files that are there now, the oldest first.</summary>
    /// <exception cref="SourceException">It can't be reached, or there is none.</exception>
    public abstract Task<FileListing> ListAsync(CancellationToken cancellationToken);

    /// <summary>A file as it stands now; null where it has vanished.</summary>
    public abstract Task<FoundFile?> AgainAsync(FoundFile file, CancellationToken cancellationToken);

    /// <summary>Makes a file readable on this machine.</summary>
    public abstract Task<FetchedFile> FetchAsync(FoundFile file, CancellationToken cancellationToken);

    /// <summary>A file that stands beside another.</summary>
    /// <param name="file">The other.</param>
    /// <param name="path">Relative to its folder; without wildcards.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>The file; null where there is none.</returns>
    public abstract Task<FoundFile?> BesideAsync(FoundFile file, string path, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the file is known to be the one with this <see cref="FetchedFile.Version"/>, without fetching it. False: not known.
    /// </summary>
    public virtual Task<bool> IsStillAsync(FoundFile file, string version, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
