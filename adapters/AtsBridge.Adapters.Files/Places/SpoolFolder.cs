namespace AtsBridge.Adapters.Files.Places;

/// <summary>
/// A folder of our own for the copy of a file that is elsewhere. It holds people's data: nobody else may look into it, and it goes as
/// soon as the file is read; what a killed process left behind goes with the next copy, after a day.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    private const string Prefix = "atsbridge-copy-";

    private readonly DirectoryInfo _folder;

    public SpoolFolder(DateTime nowUtc)
    {
        SweepBefore(nowUtc.AddDays(-1));
        _folder = Directory.CreateTempSubdirectory(Prefix);
    }

    public string File => Path.Combine(_folder.FullName, "file");

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may hold it for a moment: the sweep takes it.
        }
    }

    private static void SweepBefore(DateTime oldest)
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*").Where(d => d.LastWriteTimeUtc < oldest))
        {
            try
            {
                left.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or being swept by another process.
            }
        }
    }
}
