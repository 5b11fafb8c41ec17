using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace AtsBridge.Cli.Recording;

/// <summary>What may stand for a letter or digit: its own kind, in its own script.</summary>
internal static class Alphabets
{
    private const int BlockSize = 128;

    private static readonly ConcurrentDictionary<(int Block, UnicodeCategory Category, bool Cased), Rune[]> Known = new();

    /// <summary>The alphabet of a character in lower case; null for what is neither letter nor digit, and stays.</summary>
    public static Rune[]? Of(Rune lower) => Rune.IsLetterOrDigit(lower) ? Known.GetOrAdd(KindOf(lower), Make) : null;

    /// <summary>The lower case of a character, where it comes back from there.</summary>
    public static Rune Lower(Rune rune) => Rune.ToLowerInvariant(rune) is var lower && Rune.ToUpperInvariant(lower) == rune ? lower : rune;

    private static (int Block, UnicodeCategory Category, bool Cased) KindOf(Rune rune) => (rune.Value / BlockSize, Rune.GetUnicodeCategory(rune), IsCased(rune));

    // Without this, ß would become a letter whose upper case is another letter, and two people one.
    private static bool IsCased(Rune lower) => Rune.ToUpperInvariant(lower) is var upper && upper != lower && Rune.ToLowerInvariant(upper) == lower;

    private static Rune[] Make((int Block, UnicodeCategory Category, bool Cased) kind) =>
        [.. Enumerable.Range(kind.Block * BlockSize, BlockSize).Where(Rune.IsValid).Select(v => new Rune(v)).Where(r => Rune.IsLetterOrDigit(r) && KindOf(r) == kind)];
}
