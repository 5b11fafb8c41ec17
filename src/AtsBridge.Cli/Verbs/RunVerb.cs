using System.CommandLine;
using AtsBridge.Cli.Session;
using AtsBridge.Cli.Web;
using AtsBridge.Hosting.Composition;
using AtsBridge.Statuses;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>run</c>: the host.</summary>
internal static class RunVerb
{
    internal static Command Create(CommonOptions common)
    {
        var url = new Option<string>("--url")
        {
            Description = "Where health and metrics are served and webhooks are received. Loopback unless told otherwise. Default http://127.0.0.1:5080.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        url.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!Uri.TryCreate(token.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            {
                result.AddError("--url takes a complete address, such as http://127.0.0.1:5080.");
            }
        });
        var command = new Command("run", "The host: schedules, delivery, status refresh, webhooks, health, metrics. Ends what is in flight on SIGTERM.") { url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = common.ScreenOf(parsed);
            var reading = ConfigurationSource.Read(parsed.GetValue(common.Config));
            screen.Problems(reading.Problems);
            if (reading.Configuration is not { } configuration)
            {
                return ExitCode.Wrong;
            }

            await using var app = BridgeHost.Build(configuration, reading, parsed.GetRequiredValue(url), screen.IsJson);
            screen.Problems(WebhookWarnings.Find(configuration.Routes, app.Services.GetRequiredService<ConfiguredSinks>(), app.Services.GetRequiredService<WebhookIntake>()));
            screen.Problems(WriteBackWarnings.Find(configuration.Routes, app.Services.GetRequiredService<ConfiguredSources>()));
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Told to stop before it had begun: nothing is in flight.
                return ExitCode.Done;
            }
            catch (IOException exception)
            {
                screen.Error($"The host can't listen at {parsed.GetValue(url)}: {exception.Message} Choose another address with --url.");
                return ExitCode.Failed;
            }

            await BridgeHost.UntilStoppedAsync(app, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
