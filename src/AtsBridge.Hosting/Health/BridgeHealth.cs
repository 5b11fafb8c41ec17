using AtsBridge.Storage;

namespace AtsBridge.Hosting.Health;

/// <summary>Whether the host does its work, and what a person has to look at: what <c>status</c> says, and whether the host is up.</summary>
/// <param name="latest">How everything stands.</param>
public sealed class BridgeHealth(LatestStatus latest)
{
    private volatile bool _started;

    /// <summary>The host is up.</summary>
    internal void Started() => _started = true;

    /// <summary>The host is going down.</summary>
    internal void Stopping() => _started = false;

    /// <summary>Looks at the host, every source and every sink.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            return new(false, [new(FindingKind.NotStarted, null, "The host is starting or stopping.")], []);
        }

        try
        {
            var status = await latest.ReadAsync(cancellationToken);
            return new(status.Healthy, status.Problems, status.Notes);
        }
        catch (StoreException exception)
        {
            return new(false, [new(FindingKind.StoreUnreadable, null, exception.Message)], []);
        }
    }
}
