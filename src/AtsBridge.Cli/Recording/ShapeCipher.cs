using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Cli.Recording;

/// <summary>
/// Puts other letters and digits into a text of the same shape, by a key. Two texts never become one: for each shape it is a
/// permutation (a Feistel network over the halves of the text), so that who was two people stays two.
/// </summary>
internal sealed class ShapeCipher(byte[] key)
{
    private const int Rounds = 8;

    /// <summary>The stand-in of a text.</summary>
    /// <param name="kind">What kind of text it is: the same text of another kind has another stand-in.</param>
    /// <param name="text">The text.</param>
    public string Of(string kind, string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var places = PlacesOf(runes);
        var values = places.Select(p => p.Value).ToArray();
        var half = values.Length / 2;
        for (var round = 0; round < Rounds && values.Length > 0; round++)
        {
            var (from, to) = round % 2 == 0 ? (..half, half..) : (half.., ..half);
            var stream = StreamOf(kind, round, values[from], values.Length);
            var (start, length) = to.GetOffsetAndLength(values.Length);
            for (var i = 0; i < length; i++)
            {
                values[start + i] = (int)((values[start + i] + stream(i)) % (uint)places[start + i].Radix);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            runes[places[i].At] = places[i].Write(values[i]);
        }

        return string.Concat(runes.Select(r => r.ToString()));
    }

    /// <summary>A number that stands for a fingerprint: equal where they are equal, and no hash of people's data any more.</summary>
    public UInt128 Of(UInt128 fingerprint)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, fingerprint);
        return BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key, (byte[])[.. "fingerprint\0"u8, .. bytes]));
    }

    private Func<int, uint> StreamOf(string kind, int round, ReadOnlySpan<int> half, int length)
    {
        var text = new StringBuilder().Append(kind).Append('\0').Append(round).Append('\0').Append(length);
        foreach (var value in half)
        {
            text.Append('\0').Append(value);
        }

        var seed = text.ToString();
        byte[] block = [];
        var number = -1;
        return i =>
        {
            if (i / 8 != number)
            {
                number = i / 8;
                block = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\0{number}")));
            }

            return BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(i % 8 * 4));
        };
    }

    private static List<Place> PlacesOf(Rune[] runes)
    {
        var places = new List<Place>(runes.Length);
        var afterDigits = false;
        var leading = true;
        for (var i = 0; i < runes.Length; i++)
        {
            var isDigit = Rune.IsDigit(runes[i]) && runes[i].IsAscii;
            leading = isDigit ? leading || !afterDigits : false;
            // A number that a spreadsheet has rounded must stay one: it is refused, and its stand-in has to be refused too.
            var isExponent = afterDigits && i + 1 < runes.Length && runes[i + 1].Value == '+' && Rune.IsLetter(runes[i]);
            if (isDigit && leading && runes[i].Value == '0')
            {
                // A zero in front stays where it is.
                afterDigits = true;
                continue;
            }

            if (!isExponent && Alphabets.Of(Alphabets.Lower(runes[i])) is { Length: > 1 } alphabet)
            {
                places.Add(new(i, runes[i], alphabet, IsFirstDigit: isDigit && leading));
            }

            (afterDigits, leading) = (isDigit, false);
        }

        return places;
    }

    /// <summary>A letter or digit of a text. The first digit of a number that is no zero becomes none.</summary>
    private readonly record struct Place(int At, Rune Was, Rune[] Alphabet, bool IsFirstDigit)
    {
        private int Skipped => IsFirstDigit ? 1 : 0;

        public int Radix => Alphabet.Length - Skipped;

        public int Value => Array.IndexOf(Alphabet, Alphabets.Lower(Was)) - Skipped;

        public Rune Write(int value)
        {
            var rune = Alphabet[value + Skipped];
            return Alphabets.Lower(Was) == Was ? rune : Rune.ToUpperInvariant(rune);
        }
    }
}
