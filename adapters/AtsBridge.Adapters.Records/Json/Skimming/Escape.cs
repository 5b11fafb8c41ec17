using System.Globalization;
using System.Text;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>Escapes in a text: <c>\n</c>, <c>\u00e9</c>.</summary>
internal static class Escape
{
    /// <summary>How long the escape is with which the text begins; 0 where it is none.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != (byte)'\\')
        {
            return 0;
        }

        return text[1] == (byte)'u' ? Unit(text) < 0 ? 0 : 6 : Short(text[1]) == 0 ? 0 : 2;
    }

    /// <summary>Writes the text without its escapes, which is never longer.</summary>
    /// <returns>Its length; -1 where half of a character stands in it, or one that is written as two halves.</returns>
    public static int Remove(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var length = 0;
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0)
            {
                text.CopyTo(into[length..]);
                return length + text.Length;
            }

            text[..plain].CopyTo(into[length..]);
            length += plain;
            text = text[plain..];
            if (text[1] != (byte)'u')
            {
                into[length++] = Short(text[1]);
                text = text[2..];
            }
            else if (Rune.TryCreate(Unit(text), out var rune))
            {
                length += rune.EncodeToUtf8(into[length..]);
                text = text[6..];
            }
            else
            {
                return -1;
            }
        }
    }

    private static byte Short(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => 0,
    };

    private static int Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
}
