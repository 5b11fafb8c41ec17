using System.Globalization;
using System.IO.Compression;
using System.IO.Enumeration;

namespace AtsBridge.Adapters.Files.Opening;

/// <summary>The one export in a zip archive. Nothing is unpacked to the disk, so a name in it can lead nowhere.</summary>
internal static class ZipEntry
{
    private const int MostEntries = 1000;
    private const int MostNamed = 10;

    /// <summary>What an archive ends with, its comment included.</summary>
    private const int LongestEnd = 22 + ushort.MaxValue;

    /// <summary>Opens the archive and chooses.</summary>
    /// <param name="file">The archive, which is closed with what is returned.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="wanted">The name of the export in it, or a pattern; null: there is only one.</param>
    /// <exception cref="SourceException">It is damaged, encrypted, a spreadsheet, or holds none or several.</exception>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public static (ZipArchiveEntry Entry, ZipArchive Archive) Find(FileStream file, string name, string? wanted)
    {
        // Before the archive is opened: to open it is to read the whole list.
        if (DeclaredEntries(file) is > MostEntries and var count)
        {
            throw Unreadable(string.Create(CultureInfo.InvariantCulture, $"{name} says that it holds {count:N0} files; an export holds a few. Deliver it without the others."));
        }

        var archive = new ZipArchive(file, ZipArchiveMode.Read);
        try
        {
            if (archive.GetEntry("[Content_Types].xml") is not null)
            {
                throw Unreadable($"{name} is a spreadsheet or a document (its content is that of xlsx or docx). Read a spreadsheet with the xlsx adapter, or save it as CSV.");
            }

            return (Choose(archive, name, wanted), archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static ZipArchiveEntry Choose(ZipArchive archive, string name, string? wanted)
    {
        var files = archive.Entries.Where(IsExport).ToList();
        var fitting = wanted is null ? files : files.Where(e => Fits(wanted, e)).ToList();
        var entry = fitting.Count == 1 ? fitting[0] : throw Unreadable(
            fitting.Count > 1 ? $"{name} holds {fitting.Count} files{(wanted is null ? "" : $" that fit \"{wanted}\"")}: {Named(fitting)}. Say in Entry which of them is meant; a pattern such as \"candidates*.csv\" will do."
            : wanted is null ? $"{name} holds no file. Deliver it again."
            : $"{name} holds no file that fits Entry \"{wanted}\". There are: {Named(files)}.");
        return entry.IsEncrypted
            ? throw Unreadable($"{name} is encrypted. Deliver it without a password; how it travels can be protected otherwise (sftp, https).")
            : entry;
    }

    private static bool Fits(string wanted, ZipArchiveEntry entry) =>
        FileSystemName.MatchesSimpleExpression(wanted, wanted.Contains('/', StringComparison.Ordinal) ? entry.FullName : entry.Name, ignoreCase: true);

    /// <summary>Not a folder, and not what a Mac puts beside a file.</summary>
    private static bool IsExport(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && !entry.Name.StartsWith('.') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static string Named(List<ZipArchiveEntry> entries) =>
        string.Join(", ", entries.Take(MostNamed).Select(e => e.FullName)) + (entries.Count > MostNamed ? " and more" : "");

    /// <summary>How many files the end of the archive declares; null where there is no end that says it.</summary>
    private static int? DeclaredEntries(FileStream file)
    {
        var end = new byte[Math.Min(LongestEnd, file.Length)];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        file.Position = 0;
        var at = end.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x50, 0x4B, 0x05, 0x06]);
        return at >= 0 && at + 12 <= end.Length ? BitConverter.ToUInt16(end, at + 10) : null;
    }

    private static SourceException Unreadable(string message) => new(SourceFault.Unreadable, message);
}
