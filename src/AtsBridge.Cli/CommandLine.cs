using System.CommandLine;
using AtsBridge.Cli.Session;
using AtsBridge.Cli.Verbs;
using AtsBridge.Hosting.Composition;
using AtsBridge.Storage;

namespace AtsBridge.Cli;

/// <summary>The verbs, and what is common to them: parse errors end with 2, faults that a person can mend with 1.</summary>
internal static class CommandLine
{
    internal static RootCommand Build(CommonOptions common) => new("Watches applicant tracking systems and sends each candidate who reaches a mapped stage one interview invite.")
    {
        common.Config,
        common.Output,
        DemoVerb.Create(common),
        RunVerb.Create(common),
        SyncVerb.Create(common),
        StatusVerb.Create(common),
        PlanVerb.Create(common),
        InferVerb.Create(common),
        RecordVerb.Create(common),
        StagesVerb.Create(common),
        ValidateVerb.Create(common),
        ExplainVerb.Create(common),
        BackfillVerb.Create(common),
        InvitesVerb.Create(common),
        PauseVerb.Create(common),
        ResumeVerb.Create(common),
        QuarantineVerb.Create(common),
        NewsVerb.Create(common),
        EraseVerb.Create(common),
        AdaptersVerb.Create(common),
        SandboxVerb.Create(common),
    };

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var common = new CommonOptions();
        // Whoever types the name alone wants to know what there is; a script that does has forgotten its verb.
        var parsed = Build(common).Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync(problem.Message);
            }

            await error.WriteLineAsync("See: atsbridge --help, or atsbridge VERB --help");
            return ExitCode.Wrong;
        }

        try
        {
            var console = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // The library's own way with SIGTERM ends the process at once, with 143, where a verb has not come to its first wait yet.
                ProcessTerminationTimeout = null,
            };
            using var stop = new StopSignals(cancellationToken);
            var code = await parsed.InvokeAsync(console, stop.Token);
            return args.Length == 0 ? ExitCode.Wrong : code;
        }
        catch (StoreException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
        catch (InvalidConfigurationException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.Wrong;
        }
        catch (WrongCommandException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.Wrong;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. What was committed stands; the next sync goes on from there.");
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The last stop before the process would abort: the fault is shown whole, and the exit code says that something failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"A fault that this program did not expect. What was committed stands; nothing else was changed. Please report it with what follows, and look through it for names first.{Environment.NewLine}{exception}");
            return ExitCode.Failed;
        }
    }
}
