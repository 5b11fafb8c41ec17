namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Texts with <c>{…}</c> in them.</summary>
internal static class Placeholders
{
    /// <summary>What stands in the braces, in order.</summary>
    public static IEnumerable<string> In(string text) => Parts(text).Where(p => p.IsPlace).Select(p => p.Text);

    /// <summary>The text in pieces: what stands in braces, and what stands for itself.</summary>
    public static IEnumerable<(bool IsPlace, string Text)> Parts(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                yield return (false, text[at..]);
                yield break;
            }

            if (open > at)
            {
                yield return (false, text[at..open]);
            }

            yield return (true, text[(open + 1)..close].Trim());
            at = close + 1;
        }
    }

    /// <summary>The text with the places filled; null where one has nothing.</summary>
    public static string? Fill(string text, Func<string, string?> valueOf)
    {
        var filled = new System.Text.StringBuilder();
        foreach (var (isPlace, part) in Parts(text))
        {
            if ((isPlace ? valueOf(part) : part) is not { } value)
            {
                return null;
            }

            filled.Append(value);
        }

        return filled.ToString();
    }
}
