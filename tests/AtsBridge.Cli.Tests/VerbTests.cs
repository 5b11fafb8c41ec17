using System.CommandLine;
using AtsBridge.Cli.Session;

namespace AtsBridge.Cli.Tests;

/// <summary>The verbs that people and scripts hold on to, and what happens when one is written wrongly.</summary>
public sealed class VerbTests
{
    private static readonly IReadOnlyList<string[]> All = [.. Leaves(CommandLine.Build(new CommonOptions()), [])];

    public static TheoryData<string> Verbs => [.. All.Select(path => string.Join(' ', path))];

    [Fact]
    public void TheseAreTheVerbs() => Assert.Equal(
        [
            "adapters", "backfill", "demo", "erase", "explain", "infer", "invites cancel", "invites list", "invites release", "invites resend", "invites retry", "invites show",
            "news list", "news retry", "pause", "plan", "quarantine list", "quarantine retry", "record", "resume", "run", "sandbox", "stages", "status", "sync", "validate",
        ],
        All.Select(path => string.Join(' ', path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task EveryVerbHasHelpAndTheCommonOptions(string verb)
    {
        var answer = await Answer.ToAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("--config", answer.Out, StringComparison.Ordinal);
        Assert.Contains("--output", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheHelpOfAllNamesEveryVerb()
    {
        var help = (await Answer.ToAsync("--help")).Out;

        Assert.All(All, path => Assert.Contains($"  {path[0]}", help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("snyc")]
    [InlineData("sync --dry-run")]
    [InlineData("sync extra")]
    [InlineData("invites")]
    [InlineData("invites list --state Nowhere")]
    [InlineData("invites show twelve")]
    [InlineData("news")]
    [InlineData("news list --state Nowhere")]
    [InlineData("news retry twelve")]
    [InlineData("invites show")]
    [InlineData("backfill")]
    [InlineData("backfill --route R --max 0")]
    [InlineData("backfill --route R --max many")]
    [InlineData("stages")]
    [InlineData("infer")]
    [InlineData("record --source acme")]
    [InlineData("record --source acme --to x --max 0")]
    [InlineData("explain")]
    [InlineData("sync --output xml")]
    [InlineData("sandbox --port high")]
    [InlineData("sandbox --port 99999")]
    [InlineData("run --url foo")]
    [InlineData("invites release --state Held --limit -1 --yes")]
    [InlineData("invites list --age 5")]
    [InlineData("invites list --older-than 5")]
    [InlineData("invites list --held Nobody")]
    [InlineData("invites list --run twelve")]
    [InlineData("quarantine retry twelve")]
    [InlineData("quarantine list --limit 0")]
    [InlineData("sync --source")]
    public async Task AWrongCommandEndsWith2AndSaysWhereHelpIs(string line)
    {
        var answer = await Answer.ToAsync(line.Split(' '));

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains("atsbridge --help", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingAtAllIsAWrongCommandTooAndShowsWhatThereIs()
    {
        var answer = await Answer.ToAsync();

        Assert.Equal(2, answer.Code);
        Assert.Contains("demo", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFaultOfTheSandboxThatThereIsNotIsAWrongCommand()
    {
        var answer = await Answer.ToAsync("sandbox", "--port", "0", "--fault", "Meteor=0.5");

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains("CutAfter", answer.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Leaves(Command command, string[] path) =>
        command.Subcommands.Count == 0 ? [path] : command.Subcommands.SelectMany(sub => Leaves(sub, [.. path, sub.Name]));
}
