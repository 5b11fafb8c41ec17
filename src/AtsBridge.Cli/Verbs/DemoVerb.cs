using System.CommandLine;
using AtsBridge.Cli.Demo;
using AtsBridge.Cli.Session;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>demo</c>: the whole job on the shipped sample.</summary>
internal static class DemoVerb
{
    internal static Command Create(CommonOptions common)
    {
        var command = new Command("demo", "The whole job on the shipped sample: two days of exports, the local Gather sandbox, real HTTP. Needs no key and no set-up.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = common.ScreenOf(parsed);
            await using var stage = await DemoStage.SetAsync(cancellationToken);
            return await new DemoRun(stage, screen).RunAsync(cancellationToken);
        });
        return command;
    }
}
