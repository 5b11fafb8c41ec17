namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>What may stand between cells.</summary>
internal static class Delimiters
{
    public static readonly char[] All = [',', ';', '\t', '|'];

    public static char? Parse(string text) => text switch
    {
        "," => ',',
        ";" => ';',
        "|" => '|',
        "\t" or "\\t" => '\t',
        _ => string.Equals(text.Trim(), "tab", StringComparison.OrdinalIgnoreCase) ? '\t' : null,
    };

    public static string NameOf(char delimiter) => delimiter == '\t' ? "tab" : $"\"{delimiter}\"";
}
