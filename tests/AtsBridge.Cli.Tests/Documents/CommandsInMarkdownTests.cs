namespace AtsBridge.Cli.Tests.Documents;

public sealed class CommandsInMarkdownTests
{
    private const string Fence = "```";

    [Theory]
    [InlineData("Say `atsbridge sync --source acme` now.", "atsbridge sync --source acme")]
    [InlineData("`atsbridge` and `atsbridge.json` are no commands.")]
    [InlineData("`atsbridge plan` or `atsbridge stages --source S`", "atsbridge plan", "atsbridge stages --source S")]
    [InlineData(Fence + "sh\n$ atsbridge backfill --route \"first interviews\" --max 1   # one\n" + Fence, "atsbridge backfill --route first interviews --max 1")]
    [InlineData(Fence + "\natsbridge plan --output json | jq . && atsbridge sync\n" + Fence, "atsbridge plan --output json", "atsbridge sync")]
    [InlineData(Fence + "\natsbridge sync \\\n  --wait\n" + Fence, "atsbridge sync --wait")]
    [InlineData(Fence + "\nKEY=x atsbridge run\nExecStart=/opt/atsbridge/atsbridge run\n" + Fence, "atsbridge run", "atsbridge run")]
    [InlineData(Fence + "\ndotnet run --project src/AtsBridge.Cli -- demo\n" + Fence, "dotnet run --project src/AtsBridge.Cli -- demo")]
    [InlineData("atsbridge sync in prose is no command")]
    [InlineData("`atsbridge validate [--online]`", "atsbridge validate --online")]
    public void CommandsAreFound(string markdown, params string[] commands) =>
        Assert.Equal(commands, CommandsInMarkdown.In("x.md", markdown).Select(c => string.Join(' ', c.Words)));

    [Theory]
    [InlineData("`atsbridge snyc`")]
    [InlineData("`atsbridge sync --dry-run`")]
    [InlineData("`atsbridge backfill`")]
    [InlineData("`atsbridge invites list --state Nowhere`")]
    [InlineData("`dotnet run --project src/AtsBridge.Cli -- dmo`")]
    [InlineData("`dotnet run --project src/AtsBridge.Nowhere -- demo`")]
    [InlineData("`dotnet test --solution AtsBridge.slnx.sln`")]
    [InlineData("`dotnet tset`")]
    public void AWrongOneIsNoticed(string markdown) =>
        Assert.NotEmpty(CommandsInMarkdown.In("x.md", markdown).SelectMany(CommandCheck.Problems));

    [Theory]
    [InlineData("`atsbridge backfill --route R --max N --yes`")]
    [InlineData("`atsbridge invites list --state STATE --age TIME --limit N`")]
    [InlineData("`atsbridge sandbox --port P --fault CutAfter=0.1`")]
    [InlineData("`atsbridge explain WHO --config FILE`")]
    [InlineData("`atsbridge VERB --help`")]
    public void PlaceholdersInCapitalsAreFine(string markdown) =>
        Assert.Empty(CommandsInMarkdown.In("x.md", markdown).SelectMany(CommandCheck.Problems));
}
