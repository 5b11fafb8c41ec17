using AtsBridge.Adapters.Files.Places;

namespace AtsBridge.Adapters.Files.Finding;

/// <summary>Which file is read now.</summary>
/// <param name="File">The file; null: there is nothing new.</param>
/// <param name="More">Whether further files wait.</param>
/// <param name="Notes">What the consultant should see.</param>
internal sealed record FilePick(FoundFile? File, bool More, IReadOnlyList<string> Notes)
{
    /// <summary>Chooses among the files that are there.</summary>
    /// <param name="place">Where they are.</param>
    /// <param name="listing">The files.</param>
    /// <param name="cursor">Those that were read; null: the one that there is, whatever was read before.</param>
    /// <param name="fullSets">See <see cref="ReadRequest.FullSets"/>.</param>
    /// <param name="settling">How long a file must have stood still.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    public static Task<FilePick> ChooseAsync(
        Place place, FileListing listing, FileCursor? cursor, bool fullSets, FileSettling settling, CancellationToken cancellationToken) =>
        cursor is null
            ? SettledAsync(place, listing.Files[0], [], [], settling, cancellationToken)
            : OldestUnreadAsync(place, listing, cursor, fullSets, settling, cancellationToken);

    private static async Task<FilePick> OldestUnreadAsync(
        Place place, FileListing listing, FileCursor cursor, bool fullSets, FileSettling settling, CancellationToken cancellationToken)
    {
        var notes = new List<string>(listing.Notes);
        var unread = Unread(listing, cursor, fullSets, notes);
        return unread.Length == 0
            ? new FilePick(File: null, More: false, notes)
            : await SettledAsync(place, unread[0], unread[1..], notes, settling, cancellationToken);
    }

    private static async Task<FilePick> SettledAsync(
        Place place, FoundFile file, FoundFile[] newer, List<string> notes, FileSettling settling, CancellationToken cancellationToken)
    {
        if (await settling.StandsStillAsync(place, file, cancellationToken))
        {
            return new FilePick(file, More: newer.Length > 0, notes);
        }

        // The newer ones wait as well: read first, they would be taken back by the older one afterwards.
        notes.Add(newer.Length == 0
            ? $"{file.Name} is still growing: it waits for the next run."
            : $"{file.Name} is still growing: it and {newer.Length} newer wait for the next run.");
        return new FilePick(File: null, More: false, notes);
    }

    private static FoundFile[] Unread(FileListing listing, FileCursor cursor, bool fullSets, List<string> notes)
    {
        var unread = listing.Files.Where(f => !cursor.HasRead(f)).ToArray();
        var late = cursor.NewestUtc is { } newest ? unread.Where(f => f.LastWriteUtc < newest).ToArray() : [];
        if (late.Length == 0)
        {
            return unread;
        }

        // A full export from before the last one would take people back to stages that they have left, and invite them there.
        notes.AddRange(late.Select(f => fullSets
            ? $"{f.Name} is older than a file that was read before it, and was passed over: what it says is out of date."
            : $"{f.Name} is older than a file that was read before it."));
        return fullSets ? [.. unread.Except(late)] : unread;
    }
}
