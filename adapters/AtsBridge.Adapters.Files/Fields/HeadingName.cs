using System.Text;

namespace AtsBridge.Adapters.Files.Fields;

/// <summary>A heading without what differs from export to export: case, spaces, underscores, punctuation.</summary>
internal static class HeadingName
{
    public static string Normalise(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (var c in heading)
        {
            if (char.IsLetterOrDigit(c)) text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
