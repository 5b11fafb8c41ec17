using System.Text;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>Encodings by name, made so that a byte which isn't one of theirs shows as <see cref="Damage"/> and is never smoothed over.</summary>
internal static class Encodings
{
    /// <summary>Stands for bytes that can't be decoded. Not a character, so no export holds it on purpose; its row is quarantined.</summary>
    public const char Damage = '\uFFFF';

    private static readonly DecoderFallback ShowDamage = new DecoderReplacementFallback(Damage.ToString());

    public static Encoding Utf8 { get; } = Find("utf-8")!;

    public static Encoding Windows1252 { get; } = Find("windows-1252")!;

    public static Encoding Utf16LittleEndian { get; } = Find("utf-16")!;

    public static Encoding Utf16BigEndian { get; } = Find("utf-16BE")!;

    public static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name.Trim(), EncoderFallback.ExceptionFallback, ShowDamage)
                ?? Encoding.GetEncoding(name.Trim(), EncoderFallback.ExceptionFallback, ShowDamage);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // The framework's way of saying that there is no such encoding; the caller says it with the setting's name.
            return null;
        }
    }
}
