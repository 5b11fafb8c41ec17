using System.CommandLine;
using System.Globalization;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Gather.Sandbox;
using Spectre.Console;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>sandbox</c>: the local Gather API on its own.</summary>
internal static class SandboxVerb
{
    internal static Command Create(CommonOptions common)
    {
        var port = new Option<int>("--port") { Description = "The port on loopback. Default 5081.", HelpName = "P", DefaultValueFactory = _ => 5081 };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is (< 0 or > 65535))
            {
                result.AddError("--port takes a number from 0 (a free one) to 65535.");
            }
        });
        var seed = new Option<int>("--seed") { Description = "What ids and random faults are made from. Default 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var unlimited = new Option<bool>("--no-limits") { Description = "Without rate limits, for trials with many invites." };
        var fault = new Option<string[]>("--fault")
        {
            Description = "A random fault and its probability, such as CutAfter=0.1: ErrorBefore, ErrorAfter, CutBefore, CutAfter, LateEffect, Delay, MalformedBody, RateLimited.",
            HelpName = "KIND=P",
        };
        var command = new Command("sandbox", "The local Gather API on its own, on loopback, with faults on request; Ctrl+C ends it.") { port, seed, unlimited, fault };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = common.ScreenOf(parsed);
            var options = new GatherSandboxOptions
            {
                Port = parsed.GetValue(port),
                Seed = parsed.GetValue(seed),
                FaultRates = [.. (parsed.GetValue(fault) ?? []).Select(Rate)],
            };
            if (parsed.GetValue(unlimited))
            {
                options = options with { RateLimits = [] };
            }

            try
            {
                await using var sandbox = await GatherSandbox.StartAsync(options, TimeProvider.System, cancellationToken);
                Say(screen, sandbox, options);
                await EndAsync(cancellationToken);
                return ExitCode.Done;
            }
            catch (IOException exception)
            {
                screen.Error($"The sandbox can't listen on port {options.Port}: {exception.Message}. Choose another with --port.");
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static void Say(Screen screen, GatherSandbox sandbox, GatherSandboxOptions options)
    {
        if (screen.IsJson)
        {
            screen.Json(new { address = sandbox.BaseAddress, interviews = options.Interviews.Select(i => new { i.Id, i.Title, i.Status }) });
            return;
        }

        screen.Line($"The Gather API is at [bold]{sandbox.BaseAddress}[/] with the key {Markup.Escape(options.Keys[0])}.");
        var table = Tables.New("Interviews", "Id", "Title", "Status");
        foreach (var interview in options.Interviews)
        {
            table.Row(interview.Id, interview.Title, interview.Status);
        }

        screen.Show(table);
        screen.Line($"What reached whom: {sandbox.BaseAddress}sandbox/audit · requests: {sandbox.BaseAddress}sandbox/requests · faults: POST {sandbox.BaseAddress}sandbox/faults");
    }

    private static async Task EndAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(ended.SetResult);
        await ended.Task;
    }

    private static FaultRate Rate(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && Enum.TryParse<SandboxFaultKind>(parts[0], ignoreCase: true, out var kind)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1
                ? new FaultRate(probability, new SandboxFault { Kind = kind })
                : throw new WrongCommandException($"--fault '{text}' is not KIND=P. Kinds: {string.Join(", ", Enum.GetNames<SandboxFaultKind>())}; P from 0 to 1.");
    }
}
