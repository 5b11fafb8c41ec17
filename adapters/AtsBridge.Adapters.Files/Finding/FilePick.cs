namespace AtsBridge.Adapters.Files.Finding;

/// <summary>Which file is read now.</summary>
/// <param name="File">The file; null: there is nothing new.</param>
/// <param name="Cursor">What was read before.</param>
/// <param name="There">The files that are there.</param>
/// <param name="More">Whether further files wait.</param>
/// <param name="Notes">What the consultant should see.</param>
internal sealed record FilePick(FoundFile? File, FileCursor Cursor, IReadOnlyList<FoundFile> There, bool More, IReadOnlyList<string> Notes)
{
    /// <summary>The cursor once the file is read.</summary>
    /// <param name="last">What it held, where that is known.</param>
    public string Next(LastRead? last) => Cursor.After(File!, There, last);

    public static async Task<FilePick> NextAsync(
        SearchPath path, ReadRequest request, TimeSpan stableFor, TimeProvider time, CancellationToken cancellationToken)
    {
        var listing = FileSearch.List(path);
        return path.IsPattern
            ? await OldestUnreadAsync(listing, FileCursor.Parse(request.Since), request.FullSets, stableFor, time, cancellationToken)
            : await TheOneAsync(listing.Files[0], stableFor, time, cancellationToken);
    }

    private static async Task<FilePick> TheOneAsync(
        FoundFile file, TimeSpan stableFor, TimeProvider time, CancellationToken cancellationToken) =>
        await FileSettling.StandsStillAsync(file, stableFor, time, cancellationToken)
            // It is read every time, whatever the cursor says; that tells which version it was.
            ? new FilePick(file, FileCursor.Parse(text: null), [file], More: false, [])
            : new FilePick(File: null, FileCursor.Parse(text: null), [], More: false, [$"{file.Name} is still growing: it waits for the next run."]);

    private static async Task<FilePick> OldestUnreadAsync(
        FileListing listing, FileCursor cursor, bool fullSets, TimeSpan stableFor, TimeProvider time, CancellationToken cancellationToken)
    {
        var notes = new List<string>(listing.Notes);
        var unread = Unread(listing, cursor, fullSets, notes);
        if (unread.Length == 0)
        {
            return new FilePick(File: null, cursor, listing.Files, More: false, notes);
        }

        var file = unread[0];
        if (!await FileSettling.StandsStillAsync(file, stableFor, time, cancellationToken))
        {
            // The newer ones wait as well: read first, they would be taken back by the older one afterwards.
            notes.Add(unread.Length == 1
                ? $"{file.Name} is still growing: it waits for the next run."
                : $"{file.Name} is still growing: it and {unread.Length - 1} newer wait for the next run.");
            return new FilePick(File: null, cursor, listing.Files, More: false, notes);
        }

        return new FilePick(file, cursor, listing.Files, More: unread.Length > 1, notes);
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
