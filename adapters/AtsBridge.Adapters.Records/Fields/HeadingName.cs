using System.Globalization;
using System.Text;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>A heading without what differs from export to export: case, spaces, underscores, punctuation.</summary>
internal static class HeadingName
{
    public static string Normalise(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (var c in heading)
        {
            if (char.IsLetterOrDigit(c))
            {
                text.Append(char.ToLowerInvariant(c));
            }
        }

        return text.ToString();
    }

    /// <summary>The heading without the <c> (2)</c> that tells it from another of the same name.</summary>
    public static string WithoutNumber(string heading)
    {
        var open = heading.LastIndexOf(" (", StringComparison.Ordinal);
        return open > 0 && heading.EndsWith(')') && int.TryParse(heading.AsSpan(open + 2, heading.Length - open - 3), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? heading[..open]
            : heading;
    }
}
