using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Health;
using AtsBridge.Statuses;
using AtsBridge.WriteBack;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Jobs;

/// <summary>
/// Opens the store before anything is scheduled (a second host on the file fails here, and says who holds it), builds every
/// adapter, lets sinks that were stopped for their key try once more (a restart is how an operator says that it has changed), and says which
/// sinks are missing.
/// </summary>
internal sealed class HostStart(
    IDeliveryStore store, IErasureStore erasure, IWriteBackStore writeBack, ConfiguredSources sources, ConfiguredSinks sinks, BridgeConfiguration configuration, MissingSinks missing, BridgeHealth health, WebhookIntake intake,
    TimeProvider time, ILogger<HostStart> logger)
    : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await erasure.PrepareAsync(cancellationToken);
        await writeBack.SetRoutesAsync(configuration.Routes.Telling, cancellationToken);
        foreach (var sink in sinks.All)
        {
            await store.SetStoppedAsync(sink.Name, reason: null, time.GetUtcNow(), cancellationToken);
            if (intake.ClosedBecause(sink) is null)
            {
                InboxLog.Listening(logger, sink.Name);
            }
        }

        foreach (var source in configuration.Sources.Where(s => s.Schedule is not null && sources.Find(s.Name) is not null))
        {
            Log.Scheduled(logger, source.Name, source.Schedule!);
        }

        foreach (var unbuilt in sources.All.Where(s => s.Reader is UnbuiltSource))
        {
            Log.SourceUnbuilt(logger, unbuilt.Name, ((UnbuiltSource)unbuilt.Reader).Reason);
        }

        foreach (var problem in await missing.FindAsync(cancellationToken))
        {
            Log.SinkMissing(logger, problem.Message);
        }

        health.Started();
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        health.Stopping();
        return Task.CompletedTask;
    }
}
