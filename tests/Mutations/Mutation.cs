using System.Globalization;

namespace AtsBridge.Mutations;

/// <summary>Damages bytes as files are damaged on their way: flipped, cut out, cut off, doubled, mixed up, written into.</summary>
internal static class Mutation
{
    private const string Variable = "ATSBRIDGE_MUTATIONS";
    private const int MostEdits = 6;

    /// <summary>How many a test makes: 100,000, or what the environment variable says for a longer run.</summary>
    public static int Count =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 100_000;

    /// <summary>The damaged bytes of a number: the same number is the same damage.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="number">Which of the damages.</param>
    /// <param name="words">What means something in the format.</param>
    public static byte[] Of(byte[] source, int number, IReadOnlyList<byte[]> words)
    {
        var random = new Random(number);
        var bytes = new List<byte>(source);
        for (var edits = random.Next(1, MostEdits); edits > 0 && bytes.Count > 0; edits--)
        {
            Edit(bytes, random, words);
        }

        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, Random random, IReadOnlyList<byte[]> words)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(4) == 0 ? 200 : 8));
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 5 or 6:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            case 7:
                var word = words[random.Next(words.Count)];
                bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
            default:
                // Seldom: what is cut off is mostly all that is left to see.
                if (random.Next(4) == 0)
                {
                    bytes.RemoveRange(at, bytes.Count - at);
                }

                break;
        }
    }
}
