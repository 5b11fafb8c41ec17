using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>What a command answered. Blanks are joined, because tables and messages are folded at the width of a pipe.</summary>
internal sealed record Answer(int Exit, string RawOutput, string RawError)
{
    public string Output => Joined(RawOutput);

    public string Error => Joined(RawError);

    public JsonNode Json => JsonNode.Parse(RawOutput)!;

    /// <summary>The certificates of a sync or a plan.</summary>
    public IReadOnlyList<JsonNode> Runs => [.. (Json["sync"] ?? Json)["runs"]!.AsArray().Select(r => r!)];

    /// <summary>The one certificate.</summary>
    public JsonNode Run => Assert.Single(Runs);

    /// <summary>The keys of the applications that were decided so, such as <c>Invite</c> or <c>AlreadyInvited</c>.</summary>
    public IReadOnlyList<string> Decided(string word) =>
        [.. (Json["sync"] ?? Json)["decisions"]!.AsArray()
            .Where(d => Is(d!["verdict"], word) || Is(d["suppressed"], word) || Is(d["held"], word))
            .Select(d => (string)d!["application"]!).Order(StringComparer.Ordinal)];

    public Answer Succeeded()
    {
        Assert.True(Exit == 0, $"exit {Exit}\n{RawError}\n{RawOutput}");
        return this;
    }

    public Answer Failed()
    {
        Assert.True(Exit == 1, $"exit {Exit}\n{RawError}\n{RawOutput}");
        return this;
    }

    public Answer Wrong()
    {
        Assert.True(Exit == 2, $"exit {Exit}\n{RawError}\n{RawOutput}");
        return this;
    }

    private static bool Is(JsonNode? node, string word) => string.Equals((string?)node, word, StringComparison.Ordinal);

    private static string Joined(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5));
}
