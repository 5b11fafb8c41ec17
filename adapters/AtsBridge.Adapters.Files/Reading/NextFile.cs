using AtsBridge.Adapters.Files.Finding;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Places;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>The file that is read now, fetched, and where the cursor stands before and after it.</summary>
internal sealed class NextFile : IDisposable
{
    private readonly FileListing _listing;
    private readonly FileCursor _before;
    private readonly FoundFile? _found;
    private readonly FetchedFile? _fetched;

    private NextFile(FileListing listing, FileCursor before, FilePick pick, IReadOnlyList<string> notes, FetchedFile? fetched, FileSourceSettings settings)
    {
        (_listing, _before, _found, _fetched) = (listing, before, pick.File, fetched);
        (More, Notes) = (pick.More, notes);
        File = fetched is null ? null : new SourceFile(fetched.Local, settings.MaxFileBytes, settings.Entry);
    }

    /// <summary>The file; null: there is nothing new, or it was not fetched.</summary>
    public SourceFile? File { get; }

    /// <summary>Its name.</summary>
    public string? Name => _found?.Name;

    /// <summary>What its place calls this version of it; null where it has no word for it.</summary>
    public string? Version => _fetched?.Version;

    /// <summary>Whether further files wait.</summary>
    public bool More { get; }

    /// <summary>What the consultant should see.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The cursor behind files that were passed over; null where there were none.</summary>
    public FileCursor? PassedOver { get; private init; }

    /// <summary>Finds it. A file that holds what an outdated one held is passed over.</summary>
    /// <exception cref="SourceException">No file can be read.</exception>
    public static async Task<NextFile> FindAsync(
        Place place, ReadRequest request, FileSourceSettings settings, FileSettling settling, CancellationToken cancellationToken)
    {
        var listing = await place.ListAsync(cancellationToken);
        var start = CursorOf(place, request);
        var cursor = start;
        var notes = new List<string>();
        while (true)
        {
            var pick = await FilePick.ChooseAsync(place, listing, place.IsPattern ? cursor : null, request.FullSets, settling, cancellationToken);
            if (pick.File is null)
            {
                return new(listing, cursor, pick, [.. notes, .. pick.Notes], fetched: null, settings) { PassedOver = ReferenceEquals(cursor, start) ? null : cursor };
            }

            var fetched = await place.FetchAsync(pick.File, cancellationToken);
            try
            {
                if (await TwinAsync(cursor, fetched, settings, cancellationToken) is not { } twin)
                {
                    return new(listing, cursor, pick, [.. notes, .. pick.Notes], fetched, settings);
                }

                notes.Add($"{pick.File.Name} holds what {twin} held, byte for byte, and was passed over: that was read before, and a newer one since.");
                cursor = cursor.Past(pick.File, listing.Files);
            }
            catch
            {
                fetched.Dispose();
                throw;
            }

            fetched.Dispose();
        }
    }

    /// <summary>The next file, where it is the one that was read last once more; null where it isn't, or where there is none.</summary>
    public static async Task<NextFile?> FindRepeatAsync(
        Place place, ReadRequest request, SetMark last, FileSourceSettings settings, FileSettling settling, CancellationToken cancellationToken)
    {
        var listing = await place.ListAsync(cancellationToken);
        var cursor = CursorOf(place, request);
        var pick = await FilePick.ChooseAsync(place, listing, place.IsPattern ? cursor : null, request.FullSets, settling, cancellationToken);
        if (pick.File is null)
        {
            return null;
        }

        if (last.Version is { } version)
        {
            return await place.IsStillAsync(pick.File, version, cancellationToken) ? new(listing, cursor, pick, pick.Notes, fetched: null, settings) : null;
        }

        var fetched = await place.FetchAsync(pick.File, cancellationToken);
        var next = new NextFile(listing, cursor, pick, pick.Notes, fetched, settings);
        try
        {
            if (await next.File!.HoldsAsync(last.Content, cancellationToken))
            {
                return next;
            }
        }
        catch
        {
            next.Dispose();
            throw;
        }

        next.Dispose();
        return null;
    }

    /// <summary>Fetches a file that stands beside this one, or in the same archive; without a path, this one once more.</summary>
    /// <exception cref="SourceException">There is none.</exception>
    public async Task<(SourceFile File, FetchedFile? Fetched)> BesideAsync(Place place, string? path, FileSourceSettings settings, CancellationToken cancellationToken)
    {
        if (path is null || File!.IsArchive)
        {
            return (new SourceFile(_fetched!.Local, settings.MaxFileBytes, path ?? settings.Entry), null);
        }

        var found = await place.BesideAsync(_found!, path, cancellationToken)
            ?? throw new SourceException(SourceFault.Unavailable, $"{path} is not beside {_found!.Name}, and Join names it. Is it delivered with it? It must stand in the same folder, or below it.");
        var fetched = await place.FetchAsync(found, cancellationToken);
        return (new SourceFile(fetched.Local, settings.MaxFileBytes), fetched);
    }

    /// <summary>The cursor once the file is read.</summary>
    public FileCursor After(FileContent? content) => _before.After(_found!, content, _listing.Files);

    public void Dispose() => _fetched?.Dispose();

    /// <summary>One file is read every time, whatever the cursor says; that tells which version it was.</summary>
    private static FileCursor CursorOf(Place place, ReadRequest request) => FileCursor.Parse(place.IsPattern ? request.Since : null);

    /// <summary>The name of the file that held the same; null where there was none.</summary>
    private static async Task<string?> TwinAsync(
        FileCursor cursor, FetchedFile fetched, FileSourceSettings settings, CancellationToken cancellationToken)
    {
        var file = new SourceFile(fetched.Local, settings.MaxFileBytes);
        foreach (var (name, content) in cursor.OutdatedOfSize(fetched.Local.Length))
        {
            if (await file.HoldsAsync(content, cancellationToken))
            {
                return name;
            }
        }

        return null;
    }
}
