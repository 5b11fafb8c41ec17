using System.Buffers.Binary;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>
/// Bounds the list of contents before anybody reads it: the framework keeps all of it in memory, and a file of millions of empty
/// entries is small.
/// </summary>
internal static class ZipDirectory
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int LongestComment = 65_535;

    /// <exception cref="SourceException">It is too long, or there is none: the file is cut off.</exception>
    public static void RequireBounded(Stream file, string name)
    {
        var tail = new byte[Math.Min(file.Length, EndBytes + LocatorBytes + LongestComment)];
        file.Position = file.Length - tail.Length;
        var read = file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
        var end = tail.AsSpan(0, read).LastIndexOf("PK\u0005\u0006"u8);
        if (read < tail.Length || end < 0 || end + EndBytes > tail.Length)
        {
            throw new SourceException(SourceFault.Unreadable, $"{name} is cut off or damaged: a workbook has its list of contents at its end, and there is none. Deliver it again.");
        }

        var endAt = file.Length - tail.Length + end;
        var start = (long)BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue && end >= LocatorBytes && tail.AsSpan(end - LocatorBytes).StartsWith("PK\u0006\u0007"u8))
        {
            start = LongStart(file, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - LocatorBytes + 8)));
        }

        if (start < 0 || start > endAt || endAt - start > MostBytes)
        {
            throw new SourceException(SourceFault.Unreadable, $"{name} is damaged, or made to do harm: its list of contents is longer than any workbook's. Deliver it again.");
        }

        file.Position = 0;
    }

    private static long LongStart(Stream file, long at)
    {
        const int RecordBytes = 56;
        if (at < 0 || at > file.Length - RecordBytes)
        {
            return -1;
        }

        var record = new byte[RecordBytes];
        file.Position = at;
        return file.ReadAtLeast(record, RecordBytes, throwOnEndOfStream: false) == RecordBytes ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)) : -1;
    }
}
