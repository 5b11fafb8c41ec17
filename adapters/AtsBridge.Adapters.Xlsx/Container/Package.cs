using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>The parts of a workbook, found as the reader library finds them. Nothing is unpacked to the disk.</summary>
internal sealed class Package : IDisposable
{
    private const int MostEntries = 10_000;

    private readonly ZipArchive _zip;
    private readonly PackageBudget _budget;

    private Package(ZipArchive zip, string file, PackageBudget budget)
    {
        _zip = zip;
        File = file;
        _budget = budget;
    }

    /// <summary>The workbook's name.</summary>
    public string File { get; }

    /// <exception cref="SourceException">It isn't one, or is made to do harm.</exception>
    public static Package Open(Stream stream, string file, long maxBytes)
    {
        ZipDirectory.RequireBounded(stream, file);
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            RequireSane(zip, file);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Damaged(file, e);
        }

        return new Package(zip, file, new PackageBudget(file, stream.Length, maxBytes));
    }

    /// <summary>Whether there is such a part.</summary>
    public bool Has(string part) => Find(part) is not null;

    /// <summary>Goes over a part with the parser, to its end.</summary>
    /// <param name="part">Its name; where it isn't there nothing is done.</param>
    /// <param name="take">Takes each element that begins.</param>
    public void Read(string part, Action<PartReader> take)
    {
        if (Find(part) is not { } entry)
        {
            return;
        }

        try
        {
            using var stream = new CountedStream(entry.Open(), _budget, File);
            using (var reader = new PartReader(stream, File))
            {
                while (reader.Next())
                {
                    take(reader);
                }
            }

            if (stream.Sum != entry.Crc32)
            {
                throw new InvalidDataException("its checksum is wrong");
            }
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Damaged(File, e);
        }
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>What the library or the framework can't read. Its own message may quote a cell, and stays inside.</summary>
    public static SourceException Damaged(string file, Exception e) =>
        new(SourceFault.Unreadable, $"{file} is damaged, or no workbook ({e.GetType().Name}). Open it in a spreadsheet program and save it again, or deliver it again.", e);

    private ZipArchiveEntry? Find(string part)
    {
        foreach (var entry in _zip.Entries)
        {
            if (entry.FullName.Replace('\\', '/').Equals(part, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        return null;
    }

    private static void RequireSane(ZipArchive zip, string file)
    {
        if (zip.Entries.Count > MostEntries)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} has {zip.Entries.Count:N0} parts, more than any workbook ({MostEntries:N0})."));
        }

        if (zip.Entries.Any(e => LeavesTheArchive(e.FullName.Replace('\\', '/'))))
        {
            throw new SourceException(SourceFault.Unreadable, $"{file} has parts whose names lead out of it. No spreadsheet program writes that: it is made to do harm.");
        }
    }

    private static bool LeavesTheArchive(string name) =>
        name.StartsWith('/') || name.Contains('\0', StringComparison.Ordinal) || (name.Length > 1 && name[1] == ':') || name.Split('/').Contains("..", StringComparer.Ordinal);
}
