using AtsBridge.Adapters.Files.Opening;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>
/// Finds out how a file is encoded: by its byte order mark, by the settings, by the NULs of UTF-16, and else by reading all of it
/// once. A sample would not do: the first name with an accent may be in the last row.
/// </summary>
internal static class EncodingDetection
{
    private const int HeadBytes = 4096;

    public static async Task<DetectedEncoding> DetectAsync(SourceFile file, string? declared, CancellationToken cancellationToken)
    {
        await using var stream = file.Open();
        var head = new byte[HeadBytes];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        head = head[..length];
        RequireText(file, head);

        if (ByteOrderMark(head) is { } marked)
        {
            var contradiction = declared is not null && Encodings.Find(declared) is { } said && said.CodePage != marked.CodePage
                ? $"The byte order mark says {marked.WebName}, and counts for more than Encoding \"{declared}\"."
                : null;
            return new DetectedEncoding(marked, contradiction);
        }

        if (declared is not null)
        {
            return new DetectedEncoding(Encodings.Find(declared)
                ?? throw new SourceException(SourceFault.Unreadable, $"Encoding \"{declared}\" is not known."));
        }

        if (Utf16ByItsNuls(head) is { } utf16)
        {
            return new DetectedEncoding(utf16);
        }

        var scan = new Utf8Scan();
        scan.Add(head);
        await scan.AddAllAsync(stream, cancellationToken);
        return Judge(scan);
    }

    private static DetectedEncoding Judge(Utf8Scan scan)
    {
        if (scan.InvalidBytes == 0)
        {
            return new DetectedEncoding(Encodings.Utf8);
        }
        // One damaged row in a UTF-8 file must not turn every accent of the others into two letters.
        return scan.MultibyteCharacters > scan.InvalidBytes
            ? new DetectedEncoding(Encodings.Utf8, $"The file is UTF-8 with {scan.InvalidBytes} bytes that are not; the rows with them are quarantined.")
            : new DetectedEncoding(Encodings.Windows1252, "The file isn't UTF-8 and is read as windows-1252; set Encoding if names look wrong.");
    }

    private static void RequireText(SourceFile file, ReadOnlySpan<byte> head)
    {
        var description = ForeignFormat.Recognise(head)
            ?? (ForeignFormat.IsJson(head) ? "JSON; the adapter for that is json" : null);
        if (description is not null)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file.Name} is not a CSV file: it looks like {description}.");
        }
    }

    private static System.Text.Encoding? ByteOrderMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encodings.Utf8,
        [0xFF, 0xFE, ..] => Encodings.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => Encodings.Utf16BigEndian,
        _ => null,
    };

    // Latin text in UTF-16 has a NUL in every other byte; headings are mostly Latin.
    private static System.Text.Encoding? Utf16ByItsNuls(ReadOnlySpan<byte> head)
    {
        var pairs = head.Length / 2;
        if (pairs < 2)
        {
            return null;
        }

        int even = 0, odd = 0;
        for (var i = 0; i < pairs * 2; i += 2)
        {
            if (head[i] == 0)
            {
                even++;
            }

            if (head[i + 1] == 0)
            {
                odd++;
            }
        }

        if (odd > pairs * 0.4 && even < pairs * 0.05)
        {
            return Encodings.Utf16LittleEndian;
        }

        return even > pairs * 0.4 && odd < pairs * 0.05 ? Encodings.Utf16BigEndian : null;
    }
}
