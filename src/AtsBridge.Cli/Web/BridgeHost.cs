using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Health;
using AtsBridge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Cli.Web;

/// <summary>The host of <c>run</c>: everything that AddAtsBridge registers, and health, metrics and webhooks over HTTP.</summary>
internal static class BridgeHost
{
    internal static WebApplication Build(BridgeConfiguration configuration, ConfigurationSource.Reading reading, string url, bool jsonLog)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (jsonLog)
        {
            builder.Logging.AddJsonConsole(o => o.UseUtcTimestamp = true);
        }
        else
        {
            builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, "yyyy-MM-dd HH:mm:ss'Z' ", true));
        }

        // What the frameworks say of every request and every trigger hides what we say.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A start that fails is said once, by us and in a sentence, and not with the framework's stack trace before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseUrls(url).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddAtsBridge(configuration, reading.Catalog, new AtsBridgeOptions { BaseDirectory = reading.BaseDirectory, StoreAccess = StoreAccess.Host });
        builder.Services.AddSingleton<WebhookTargets>();
        builder.Services.AddSingleton<WebhookEndpoint>();
        builder.Services.AddBridgeMetrics();
        var app = builder.Build();
        MapHealth(app);
        app.MapBridgeMetrics();
        WebhookEndpoint.Map(app);
        return app;
    }

    /// <summary>Waits for SIGTERM, Ctrl+C or the caller, and ends what is in flight.</summary>
    internal static async Task UntilStoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var byCaller = cancellationToken.Register(() => stopped.TrySetResult());
        await using var bySignal = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await stopped.Task;
        await app.StopAsync(CancellationToken.None);
    }

    internal static void MapHealth(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { live = true }));
        app.MapGet("/health/ready", async (BridgeHealth health, CancellationToken cancellationToken) =>
        {
            var report = await health.CheckAsync(cancellationToken);
            return Results.Json(report, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
