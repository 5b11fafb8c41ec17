using System.IO.Compression;

namespace AtsBridge.Testing;

/// <summary>A folder that exports are written into.</summary>
/// <param name="extension">Of the files, without the dot.</param>
/// <param name="write">Writes applications in the adapter's format.</param>
/// <param name="open">Makes the adapter for a path, below the folder.</param>
public sealed class FileWorld(string extension, Func<IReadOnlyList<SampleApplication>, byte[]> write, Func<FileWorld, ICandidateSource> open) : SourceWorld
{
    private int _files;

    /// <summary>The folder of the configuration.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("atsbridge-kit-").FullName;

    /// <summary>What the settings name: by default every export of the folder.</summary>
    public string Path { get; set; } = $"exports/*.{extension}*";

    /// <inheritdoc />
    public override int Many => 2500;

    /// <inheritdoc />
    public override bool FullSets => true;

    /// <inheritdoc />
    public override IReadOnlyList<Outage> Outages =>
    [
        new("the folder is gone", () => Directory.Delete(Exports, recursive: true)),
        new("the export is gone", () => Array.ForEach(Directory.GetFiles(Exports), File.Delete)),
        new("a page of a proxy stands in the export's place", () => Rewrite("<!DOCTYPE html><html><body>Please sign in, Ada Quillfeather00001 (ada.quillfeather00001@example.org)</body></html>"u8.ToArray())),
        new("a picture stands in the export's place", () => Rewrite([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0])),
    ];

    /// <inheritdoc />
    public override string? StillOpen => Directory.GetFiles(Exports).FirstOrDefault(IsOpen) is { } file ? System.IO.Path.GetFileName(file) : null;

    internal string Exports => System.IO.Path.Combine(Folder, "exports");

    internal string Newest => System.IO.Path.Combine(Exports, NameOf(_files));

    /// <inheritdoc />
    public override ICandidateSource Open() => open(this);

    /// <inheritdoc />
    public override void Hold(IReadOnlyList<SampleApplication> applications) => Put(write(applications));

    /// <summary>Writes a further file.</summary>
    internal string Put(byte[] bytes, string suffix = "", TimeSpan? later = null)
    {
        _files++;
        return Place(NameOf(_files) + suffix, bytes, later ?? TimeSpan.FromMinutes(_files));
    }

    /// <summary>Writes a file with its time.</summary>
    internal string Place(string name, byte[] bytes, TimeSpan later)
    {
        Directory.CreateDirectory(Exports);
        var path = System.IO.Path.Combine(Exports, name);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, SampleSet.Begin.AddDays(1).UtcDateTime + later);
        return path;
    }

    internal byte[] Bytes(IReadOnlyList<SampleApplication> applications) => write(applications);

    internal static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    internal static byte[] Zip(string name, byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }

        return memory.ToArray();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        base.Dispose(disposing);
    }

    private void Rewrite(byte[] bytes) => Place(NameOf(_files), bytes, TimeSpan.FromMinutes(_files));

    private string NameOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"export-{number:D3}.{extension}");

    private static bool IsOpen(string file)
    {
        try
        {
            using var alone = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
