using System.Buffers;
using System.Text.Json;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>
/// Reads one value where it stands. Simple texts and numbers by itself; the parser reads the rest. What it takes the parser would
/// take as well, or a record that is no JSON would pass for one that is known.
/// </summary>
internal static class ValueReader
{
    private static readonly SearchValues<byte> EndOfPlainText = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Reads the value that begins at <paramref name="at"/> and moves behind it.</summary>
    /// <param name="json">The record.</param>
    /// <param name="at">Where.</param>
    /// <param name="levels">How deep it may be nested itself.</param>
    public static FoundValue Read(ReadOnlySpan<byte> json, ref int at, int levels)
    {
        var start = at;
        if (start >= json.Length)
        {
            return default;
        }

        switch (json[start])
        {
            case (byte)'"':
                var kind = Text(json, ref at);
                return new(start + 1, at - start - 2, kind);
            case (byte)'n' when json[start..].StartsWith("null"u8):
                at += 4;
                return new(start, 4, FoundKind.Null);
            case (byte)'{' or (byte)'[':
                return levels > 0 && Parse(json, ref at, levels) ? new(start, at - start, FoundKind.Nested) : default;
            default:
                return Parse(json, ref at, 1) ? new(start, at - start, FoundKind.Plain) : default;
        }
    }

    private static FoundKind Text(ReadOnlySpan<byte> json, ref int at)
    {
        var kind = FoundKind.Plain;
        at++;
        while (true)
        {
            var next = json[at..].IndexOfAny(EndOfPlainText);
            if (next < 0)
            {
                return FoundKind.None;
            }

            at += next;
            if (json[at] == (byte)'"')
            {
                at++;
                return kind;
            }

            var escape = Escape.LengthOf(json[at..]);
            if (escape == 0)
            {
                return FoundKind.None;
            }

            at += escape;
            kind = FoundKind.Escaped;
        }
    }

    private static bool Parse(ReadOnlySpan<byte> json, ref int at, int levels)
    {
        try
        {
            var reader = new Utf8JsonReader(json[at..], isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = levels, AllowTrailingCommas = true }));
            var whole = reader.Read() && reader.TrySkip();
            at += (int)reader.BytesConsumed;
            return whole;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
