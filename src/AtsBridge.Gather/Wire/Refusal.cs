using System.Text.RegularExpressions;

namespace AtsBridge.Gather.Wire;

/// <summary>Reads what a refusal (3xx or 4xx) says, for the operator's screen.</summary>
internal static partial class Refusal
{
    private const int MaxLength = 500;

    /// <summary>Without backtracking, because the text is not ours.</summary>
    private const RegexOptions Listening =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>The field at fault, or for a 404 the resource that is not there.</summary>
    internal static string? Field(GatherAnswer answer) => Clean(answer.Field ?? (answer.IsNotFound ? answer.Resource : null));

    internal static string Reason(GatherAnswer answer)
    {
        if (answer.IsRedirect)
        {
            var place = answer.MovedTo is { } host ? $" to {host}" : "";
            return $"Gather answered {(int)answer.Status}: the address has moved{place}. Set BaseUrl to the new address once you trust it; "
                + "redirects are not followed, because the key would go with them.";
        }

        if (answer.IsNotFound)
        {
            return $"Gather has no such {Clean(answer.Resource) ?? "candidate or interview"} (404). Check the id at Gather; it may have been deleted.";
        }

        return Clean(answer.Reason) ?? Clean(answer.Message)
            ?? $"Gather answered {(int)answer.Status} without a reason that can be read. Check that BaseUrl is Gather's and nothing stands in between.";
    }

    /// <summary>
    /// Whether it says that something exists already. What exactly Gather says is not published, so this listens for the usual
    /// words; addresses are left out first, because one such as <c>taken@example.org</c> says nothing.
    /// </summary>
    internal static bool SaysExists(GatherAnswer answer)
    {
        var text = Words(answer);
        return AlreadyExists().IsMatch(text) || (Exists().IsMatch(text) && !Negated().IsMatch(text));
    }

    /// <summary>Whether what exists is the person: the same e-mail or external id. A phone can be shared, and no look-up matches it.</summary>
    internal static bool SaysPersonExists(GatherAnswer answer)
    {
        if (!SaysExists(answer))
        {
            return false;
        }

        var text = $"{answer.Field} {Words(answer)}";
        return Identity().IsMatch(text) || (string.IsNullOrEmpty(answer.Field) && !text.Contains("phone", StringComparison.OrdinalIgnoreCase));
    }

    private static string Words(GatherAnswer answer)
    {
        var all = $"{answer.Reason} {answer.Message} {answer.Code?.Replace('_', ' ')}";
        var words = all.Length > 4 * MaxLength ? all[..(4 * MaxLength)] : all;
        return string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains('@', StringComparison.Ordinal)));
    }

    /// <summary>One line, of a length that fits a screen.</summary>
    private static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var cut = text.Length > MaxLength ? text[..MaxLength] + "…" : text;
        return new string([.. cut.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
    }

    [GeneratedRegex(@"\balready exist", Listening)]
    private static partial Regex AlreadyExists();

    [GeneratedRegex(
        @"\bexist(s|ing)?\b|\bduplicate[ds]?\b|\bin use\b|\btaken\b|\bunique\b|\balready (been )?(has|used|registered|invited|sent|created|assigned)\b",
        Listening)]
    private static partial Regex Exists();

    /// <summary>"does not exist", "no such candidate exists", "must name an existing candidate".</summary>
    [GeneratedRegex(@"(\b(no|not|non|never|must|cannot)|n['’]t)\b.{0,40}\bexist(s|ing)?\b", Listening)]
    private static partial Regex Negated();

    [GeneratedRegex(@"e-?mail|external[ _-]?id", Listening)]
    private static partial Regex Identity();
}
