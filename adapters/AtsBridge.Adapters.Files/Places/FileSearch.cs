using System.IO.Enumeration;

namespace AtsBridge.Adapters.Files.Places;

/// <summary>Lists the files that a path stands for. Follows no symbolic link out of the folder.</summary>
internal static class FileSearch
{
    public static FileListing List(SearchPath path)
    {
        try
        {
            if (!Directory.Exists(path.Folder))
            {
                throw new SourceException(SourceFault.Unavailable, $"The folder {path.Folder} of Path \"{path.Written}\" doesn't exist. Is the drive mounted, and is the export still delivered?");
            }

            var listing = path.IsPattern ? ListPattern(path) : ListOne(path);
            if (listing.Files.Count > 0)
            {
                return listing;
            }

            throw new SourceException(SourceFault.Unavailable, $"No file matches \"{path.Written}\" in {path.Folder}; is the export still delivered?{string.Concat(listing.Notes.Select(n => " " + n))}");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SourceException(SourceFault.Unauthorized, $"The folder of Path \"{path.Written}\" may not be listed: {e.Message} Give the service read access.", e);
        }
        catch (IOException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"The folder of Path \"{path.Written}\" can't be listed: {e.Message}", e);
        }
    }

    /// <summary>A file that stands beside another; null where there is none, or where it lies outside of the folder.</summary>
    public static FoundFile? Beside(FoundFile file, string path)
    {
        var folder = Path.GetDirectoryName(file.FullPath)!;
        var full = Path.GetFullPath(path, folder);
        return File.Exists(full) ? Resolve(full, path, ResolvedPath.Of(folder)) : null;
    }

    private static FileListing ListOne(SearchPath path)
    {
        var name = path.Segments[0];
        var full = Path.Combine(path.Folder, name);
        if (!File.Exists(full))
        {
            return new FileListing([], []);
        }

        var found = Resolve(full, name, ResolvedPath.Of(path.Folder));
        return found is null
            ? throw new SourceException(SourceFault.Unreadable, $"{path.Written} is a symbolic link that leaves its folder. Let Path name the file itself.")
            : new FileListing([found], []);
    }

    private static FileListing ListPattern(SearchPath path)
    {
        var root = ResolvedPath.Of(path.Folder);
        var files = new SortedDictionary<string, FoundFile>(StringComparer.Ordinal);
        var notes = new List<string>();
        foreach (var full in Match(root, path.Segments))
        {
            var name = Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');
            if (Resolve(full, name, root) is { } found)
            {
                files[name] = found;
            }
            else
            {
                notes.Add($"{name} is a symbolic link that leaves the folder or leads nowhere; it is not read.");
            }
        }

        var ordered = files.Values.OrderBy(f => f.LastWriteUtc).ThenBy(f => f.Name, StringComparer.Ordinal);
        return new FileListing([.. ordered], notes);
    }

    private static FoundFile? Resolve(string full, string name, string root)
    {
        var resolved = ResolvedPath.Of(full);
        if (!ResolvedPath.IsWithin(resolved, root))
        {
            return null;
        }

        var info = new FileInfo(resolved);
        return info.Exists ? new FoundFile(name, resolved, info.Length, info.LastWriteTimeUtc) : null;
    }

    private static IEnumerable<string> Match(string folder, IReadOnlyList<string> segments)
    {
        var rest = segments.Skip(1).ToArray();
        if (string.Equals(segments[0], "**", StringComparison.Ordinal))
        {
            foreach (var full in Match(folder, rest.Length == 0 ? ["*"] : rest))
            {
                yield return full;
            }

            foreach (var below in Folders(folder).SelectMany(f => Match(f, segments)))
            {
                yield return below;
            }

            yield break;
        }

        // Case doesn't count: an EXPORT.CSV that *.csv passes over would be missed without a word.
        bool Fits(string path) => FileSystemName.MatchesSimpleExpression(segments[0], Path.GetFileName(path), ignoreCase: true);
        if (rest.Length == 0)
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(Fits))
            {
                yield return file;
            }

            yield break;
        }

        foreach (var below in Folders(folder).Where(Fits).SelectMany(f => Match(f, rest)))
        {
            yield return below;
        }
    }

    // A linked folder is not entered: it may lead out, or back in and round for ever.
    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(d => new DirectoryInfo(d).LinkTarget is null);
}
