using AtsBridge.Adapters.Files.Opening;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>Tells a workbook from what only has its name, by its first bytes.</summary>
internal static class WorkbookFile
{
    private const int HeadBytes = 1024;

    /// <exception cref="SourceException">It is no zip archive, which a workbook is.</exception>
    public static async Task RequireZipAsync(Stream file, string name, CancellationToken cancellationToken)
    {
        var bytes = new byte[HeadBytes];
        var head = bytes[..await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)];
        file.Position = 0;
        if (head.Length == 0)
        {
            throw new SourceException(SourceFault.Unreadable, $"{name} is empty. An export without candidates is a workbook with headings; this looks like one that failed.");
        }

        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return;
        }

        var found = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? await OfOldFormatAsync(file, cancellationToken)
            : ForeignFormat.Recognise(head) is { } foreign ? $"it looks like {foreign}"
            : ForeignFormat.IsJson(head) ? "it looks like JSON; read it with the json adapter"
            : head.AsSpan().ContainsAny((byte)',', (byte)';', (byte)'\t') && !head.AsSpan().Contains((byte)0) ? "it looks like CSV, whatever its name says; read it with the csv adapter"
            : "it is no zip archive, which every xlsx file is";
        throw new SourceException(SourceFault.Unreadable, $"{name} isn't a workbook that can be read: {found}.");
    }

    /// <summary>One container holds old workbooks and encrypted ones; the names in its directory tell them apart.</summary>
    private static async Task<string> OfOldFormatAsync(Stream file, CancellationToken cancellationToken)
    {
        const int Most = 4 * 1024 * 1024;
        var bytes = new byte[Math.Min(file.Length, Most)];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes.AsSpan(0, read).IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
            ? "it is protected with a password to open it. Export without one (File, Info, Protect Workbook, Encrypt with Password: empty)"
            : "it is of the old format (xls). Save it as Excel Workbook (.xlsx)";
    }
}
