using Microsoft.Extensions.Hosting;

namespace AtsBridge.Gather.Sandbox.Control;

/// <summary>Lives as long as its owner wants. The usual lifetime would take Ctrl+C and SIGTERM away from the process around it.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
