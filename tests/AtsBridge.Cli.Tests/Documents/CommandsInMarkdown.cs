using System.Text.RegularExpressions;

namespace AtsBridge.Cli.Tests.Documents;

/// <summary>Finds the commands in fenced blocks, a line each, and in inline code.</summary>
internal static partial class CommandsInMarkdown
{
    private static readonly string[] Ends = ["|", "||", "&&", ";", ">", ">>", "2>&1", "&"];

    internal static IReadOnlyList<DocumentedCommand> In(string name, string markdown)
    {
        var commands = new List<DocumentedCommand>();
        string? fence = null;
        var joined = "";
        foreach (var (index, line) in markdown.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var place = $"{name} line {index + 1}";
            var mark = Fence().Match(line).Groups["mark"].Value;
            if (mark.Length > 0 && (fence is null || mark.StartsWith(fence, StringComparison.Ordinal)))
            {
                fence = fence is null ? mark : null;
            }
            else if (fence is null)
            {
                commands.AddRange(Inline().Matches(line).SelectMany(m => Commands(place, m.Groups["code"].Value)));
            }
            else if (line.EndsWith('\\'))
            {
                joined += line[..^1] + " ";
            }
            else
            {
                commands.AddRange(Commands(place, joined + line));
                joined = "";
            }
        }

        return commands;
    }

    /// <summary>One line may hold several, one after the other; each begins with its program, a prompt and variables aside.</summary>
    private static IEnumerable<DocumentedCommand> Commands(string place, string line)
    {
        var words = Word().Matches(line).Select(m => m.Value).TakeWhile(w => !w.StartsWith('#')).ToList();
        while (words.Count > 0)
        {
            var end = words.FindIndex(w => Ends.Contains(w, StringComparer.Ordinal));
            var command = (end < 0 ? words : words[..end]).SkipWhile(w => w is "$" or ">" or "sudo" || Variable().IsMatch(w)).ToList();
            words = end < 0 ? [] : words[(end + 1)..];
            if (command.Count > 1 && Program(command[0]) is { } program)
            {
                yield return new(place, [program, .. command.Skip(1).Select(Plain).Where(w => w is not ("…" or "..."))]);
            }
        }
    }

    /// <summary>A service file names the executable by its path, and calls it ExecStart.</summary>
    private static string? Program(string word) => word.Split('=')[^1].Split('/')[^1] is "atsbridge" or "dotnet" ? word.Split('=')[^1].Split('/')[^1] : null;

    /// <summary>Without quotes, and without the brackets of what may be left out.</summary>
    private static string Plain(string word) => word.Trim('[', ']').Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(>\s*)?(?<mark>`{3,}|~{3,})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<ticks>`+)(?<code>[^`]+)\k<ticks>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(""[^""]*""|'[^']*'|[^\s""'])+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*=(?!.*atsbridge$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
