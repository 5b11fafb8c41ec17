using AtsBridge.Hosting.Composition;
using AtsBridge.Ledger;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Health;

/// <summary>Whether the host does its work, and what a person has to look at.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="sources">The sources.</param>
/// <param name="sinks">The sinks.</param>
public sealed class BridgeHealth(ILedgerStore ledger, ConfiguredSources sources, ConfiguredSinks sinks)
{
    private volatile bool _started;

    /// <summary>The host is up.</summary>
    internal void Started() => _started = true;

    /// <summary>The host is going down.</summary>
    internal void Stopping() => _started = false;

    /// <summary>Looks at the host, every source's last run and every sink.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            return new(false, ["the host is starting or stopping"]);
        }

        try
        {
            var problems = await ProblemsAsync(cancellationToken);
            return new(problems.Count == 0, problems);
        }
        catch (StoreException exception)
        {
            return new(false, [exception.Message]);
        }
    }

    private async Task<List<string>> ProblemsAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var source in sources.All)
        {
            var last = (await ledger.RunsAsync(source.Name, limit: 2, cancellationToken)).FirstOrDefault(r => r.Outcome != RunOutcome.Running);
            if (last is { Outcome: RunOutcome.Failed })
            {
                problems.Add($"the last run of source {source.Name} failed: {last.Reason}");
            }
        }

        foreach (var sink in sinks.All)
        {
            if (await ledger.StoppedAsync(sink.Name, cancellationToken) is { } reason)
            {
                problems.Add($"sink {sink.Name} is stopped: {reason}");
            }
        }

        return problems;
    }
}
