using AtsBridge.Hosting.Health;
using AtsBridge.Hosting.Telemetry;
using AtsBridge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AtsBridge.Cli.Web;

/// <summary><c>/metrics</c>: the meter "AtsBridge" in the format of Prometheus.</summary>
internal static class MetricsEndpoint
{
    internal static void AddBridgeMetrics(this IServiceCollection services) =>
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("atsbridge", serviceVersion: typeof(MetricsEndpoint).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter(BridgeMetrics.MeterName).AddPrometheusExporter());

    internal static void MapBridgeMetrics(this WebApplication app)
    {
        // Gauges tell what is known and ask nobody: whoever asks them can't wait. So the look comes before the scrape.
        _ = app.Services.GetRequiredService<BridgeGauges>();
        var latest = app.Services.GetRequiredService<LatestStatus>();
        app.MapPrometheusScrapingEndpoint("/metrics", meterProvider: null, configureBranchedPipeline: branch => branch.Use(async (context, next) =>
        {
            try
            {
                await latest.ReadAsync(context.RequestAborted);
            }
            catch (StoreException)
            {
                // Told by atsbridge.healthy, which is 0 then, and in words by /health/ready; what this process counts is still told.
            }

            await next(context);
        }), optionsName: null);
    }
}
