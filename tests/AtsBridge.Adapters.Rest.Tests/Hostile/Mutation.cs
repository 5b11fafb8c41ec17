using System.Globalization;
using System.Text;

namespace AtsBridge.Adapters.Rest.Tests.Hostile;

/// <summary>Damages texts, the same way for the same seed.</summary>
internal static class Mutation
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e999", "\\", "\\ud83d", "\\u0000", "\0", "\u00ff", "{}", "[]", "[{}]", "\"\"", "\"id\":", "\"data\":", "\"next\":\"x\",", "\n", " ", "9999999999999999999999",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "<html>", "\uFEFF",
    ];

    /// <summary>How many there are: usually so many, and more with <c>CsCheck_Iter</c>.</summary>
    public static int Count(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    public static byte[] Of(byte[] sane, Random random)
    {
        var bytes = sane.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(bytes.Count - at, random.Next(1, 1 << random.Next(1, 9)));
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 4 when random.Next(3) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var piece = Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]);
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, piece.Length));
                    bytes.InsertRange(at, piece);
                    break;
            }
        }

        return [.. bytes];
    }
}
