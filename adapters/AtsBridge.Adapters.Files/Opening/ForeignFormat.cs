namespace AtsBridge.Adapters.Files.Opening;

/// <summary>Recognises what was delivered in place of an export, by its first bytes.</summary>
public static class ForeignFormat
{
    private static readonly (byte[] Magic, string Description)[] Signatures =
    [
        ("%PDF"u8.ToArray(), "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], "a spreadsheet (xlsx) or zip archive; read a spreadsheet with the xlsx adapter, or save it as CSV; unpack an archive"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel file (xls) or a workbook with a password; save it as xlsx without one, and read it with the xlsx adapter, or save it as CSV"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture (png)"),
        ([0xFF, 0xD8, 0xFF], "a picture (jpeg)"),
        ("SQLite format 3"u8.ToArray(), "a SQLite database"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd; only gzip is read"),
        ([0x42, 0x5A, 0x68], "compressed with bzip2; only gzip is read"),
        ([0x1F, 0x8B], "compressed twice with gzip"),
    ];

    /// <summary>What the file looks like, where that is neither text nor what any text adapter reads.</summary>
    /// <param name="head">The first bytes, decompressed; some hundred are enough.</param>
    /// <returns>A description such as "a PDF document"; null where nothing was recognised.</returns>
    public static string? Recognise(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, description) in Signatures)
        {
            // BZh is followed by a digit; a heading may well begin with these three letters.
            if (head.StartsWith(magic) && (magic[0] != 0x42 || (head.Length > 9 && head[4] == 0x31 && head[5] == 0x41)))
            {
                return description;
            }
        }

        var text = WithoutBom(head).TrimStart(" \t\r\n"u8);
        if (StartsWith(text, "<!doctype html") || StartsWith(text, "<html") || StartsWith(text, "<head"))
        {
            return "an HTML page, perhaps a log-in or error page that was saved in place of the export";
        }

        return StartsWith(text, "<?xml") ? "an XML document; read it with the xml adapter" : null;
    }

    /// <summary>Whether the text begins like a JSON document.</summary>
    /// <param name="head">The first bytes, decompressed.</param>
    public static bool IsJson(ReadOnlySpan<byte> head)
    {
        var text = WithoutBom(head).TrimStart(" \t\r\n"u8);
        if (text.Length < 2 || text[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        var after = text[1..].TrimStart(" \t\r\n"u8);
        return after.Length == 0 || after[0] is (byte)'{' or (byte)'[' or (byte)'"' or (byte)'}' or (byte)']';
    }

    private static ReadOnlySpan<byte> WithoutBom(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;

    private static bool StartsWith(ReadOnlySpan<byte> text, string lowerCase)
    {
        if (text.Length < lowerCase.Length)
        {
            return false;
        }

        for (var i = 0; i < lowerCase.Length; i++)
        {
            if (char.ToLowerInvariant((char)text[i]) != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }
}
