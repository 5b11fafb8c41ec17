using System.Text.RegularExpressions;
using AtsBridge.Architecture.Tests;
using AtsBridge.Cli.Session;

namespace AtsBridge.Cli.Tests.Documents;

/// <summary>Whether a documented command would be accepted, by the real tree of verbs and options.</summary>
internal static partial class CommandCheck
{
    private static readonly string[] DotnetVerbs = ["run", "test", "build", "publish", "restore", "pack", "new", "add", "sln", "tool", "format", "clean", "--version", "--info"];

    internal static IEnumerable<string> Problems(DocumentedCommand command)
    {
        if (command.Program == "dotnet")
        {
            return Dotnet(command).Concat(command.Arguments is { } passed ? Atsbridge(command, passed) : []);
        }

        return Atsbridge(command, command.Arguments!);
    }

    private static IEnumerable<string> Atsbridge(DocumentedCommand command, IReadOnlyList<string> arguments)
    {
        // `VERB` stands for any; a verb that takes sub-verbs may be named alone in prose.
        if (arguments is ["VERB", ..] || arguments is ["invites"] or ["quarantine"])
        {
            return [];
        }

        return CommandLine.Build(new CommonOptions()).Parse([.. arguments.Select(Example)]).Errors.Select(e => $"{command}: {e.Message}");
    }

    private const string Generated = "Example.Talent";

    private static IEnumerable<string> Dotnet(DocumentedCommand command)
    {
        if (!DotnetVerbs.Contains(command.Words[1], StringComparer.Ordinal))
        {
            yield return $"{command}: dotnet has no '{command.Words[1]}' that we know of";
        }

        foreach (var word in command.Words.Skip(2).TakeWhile(w => w != "--"))
        {
            var ours = Ours().IsMatch(word);
            // What the template makes stands in the sample, which is the template's output.
            if (ours && !Path.Exists(Repository.At(word)) && !(word.Contains(Generated, StringComparison.Ordinal) && Path.Exists(Repository.At("samples", "your-own-adapter", word))))
            {
                yield return $"{command}: there is no {word}";
            }
        }
    }

    /// <summary>Placeholders are in capitals; one that stands for a number, a time or a state gets an example of it.</summary>
    private static string Example(string word) => word switch
    {
        "N" or "NO" or "P" => "1",
        "TIME" => "1.00:00:00",
        "STATE" => "Held",
        "text|json" => "json",
        _ => word,
    };

    [GeneratedRegex(@"^(\./)?((src|tests|adapters)/|AtsBridge[\w.]*\.(sln|csproj)$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();
}
