namespace AtsBridge.Cli.Tests.Documents;

/// <summary>A command that a document tells people to type, and where it stands.</summary>
internal sealed record DocumentedCommand(string Place, IReadOnlyList<string> Words)
{
    internal string Program => Words[0];

    /// <summary>What reaches atsbridge; null where the command is not about it.</summary>
    internal IReadOnlyList<string>? Arguments
    {
        get
        {
            if (Program == "atsbridge")
            {
                return [.. Words.Skip(1)];
            }

            var rest = Words.ToList().IndexOf("--");
            return Words.Take(2).SequenceEqual(["dotnet", "run"], StringComparer.Ordinal) && Words.Any(w => w.TrimEnd('/').EndsWith("AtsBridge.Cli", StringComparison.Ordinal))
                ? rest < 0 ? [] : [.. Words.Skip(rest + 1)]
                : null;
        }
    }

    public override string ToString() => $"{Place}: {string.Join(' ', Words)}";
}
