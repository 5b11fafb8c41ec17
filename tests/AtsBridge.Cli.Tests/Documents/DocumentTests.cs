using AtsBridge.Architecture.Tests;

namespace AtsBridge.Cli.Tests.Documents;

/// <summary>What the documents tell people to type is what the program accepts.</summary>
public sealed class DocumentTests
{
    private static readonly List<string> Documents =
        [.. new[] { Repository.At("README.md") }.Where(File.Exists).Concat(Repository.Written("docs", "*.md")).Concat(Repository.Written("samples", "*.md"))];

    private static readonly List<DocumentedCommand> Commands =
        [.. Documents.SelectMany(file => CommandsInMarkdown.In(Repository.Relative(file), File.ReadAllText(file)))];

    [Fact]
    public void EveryDocumentedCommandIsAccepted()
    {
        var problems = Commands.SelectMany(CommandCheck.Problems).ToList();

        Assert.NotEmpty(Commands);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void TheReadmeBeginsWithTheDemoAndTheTests()
    {
        var readme = Commands.Where(c => c.Place.StartsWith("README.md ", StringComparison.Ordinal)).ToList();

        Assert.Contains(readme, c => c.Program == "dotnet" && c.Arguments is ["demo"]);
        Assert.Contains(readme, c => string.Join(' ', c.Words) == "dotnet test --solution AtsBridge.sln");
    }

    [Fact]
    public async Task TheDemoOfTheReadmeEndsWithAllCountsInAgreement()
    {
        var demo = Commands.First(c => c.Place.StartsWith("README.md ", StringComparison.Ordinal) && c.Arguments is ["demo"]);

        var answer = await Answer.ToAsync([.. demo.Arguments!]);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("planned 37 · decided 37 · reached by the sandbox 37 · invited twice 0 : they agree", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDemoForMachinesIsOneDocument()
    {
        var answer = await Answer.ToAsync("demo", "--output", "json");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal((37, 0), (answer.Json().GetProperty("sent").GetInt32(), answer.Json().GetProperty("twice").GetInt32()));
    }
}
