using AtsBridge.Chaos.Books;
using AtsBridge.Chaos.Population;
using AtsBridge.Chaos.Processes;

namespace AtsBridge.Chaos.Runs;

/// <summary>A host that nobody disturbs: for the first sync, which must be done before anything is news, and for the end, when all must come to rest.</summary>
/// <param name="trial">Where.</param>
/// <param name="lives">Starts and ends hosts.</param>
/// <param name="books">The sandbox's.</param>
internal sealed class QuietHost(Trial trial, Lives lives, SinkBooks books)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _baselines = new(StringComparer.Ordinal);

    /// <summary>Whether an invite too many ends the wait. False where it is what is being measured.</summary>
    internal bool DuplicatesAreWrong { get; init; } = true;

    /// <summary>What must not be, until now.</summary>
    internal List<string> Wrong { get; } = [];

    /// <summary>Makes the first sync of both sources, or sees that it is made, and ends.</summary>
    internal async Task FirstSyncAsync(CancellationToken cancellationToken)
    {
        await using var host = trial.Start(SeeBaseline);
        if (await lives.ListensAsync(host, cancellationToken))
        {
            await UntilAsync("the first sync of both sources is done", Patience, host, () => Task.FromResult(_baselines.Count == 2), say: null, cancellationToken);
            await lives.DrainAsync(host, Patience, cancellationToken);
        }
    }

    /// <summary>Runs until everything that is owed is delivered and nothing is under way any more.</summary>
    /// <param name="patience">How long that may take.</param>
    /// <param name="say">Called from time to time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The ledger as it stands in the end.</returns>
    internal async Task<LedgerView> DeliverAllAsync(TimeSpan patience, Action? say, CancellationToken cancellationToken)
    {
        await using (var host = trial.Start())
        {
            if (await lives.ListensAsync(host, cancellationToken))
            {
                await UntilAsync("everything is delivered", patience, host, () => AtRestAsync(cancellationToken), say, cancellationToken);
                await lives.DrainAsync(host, Patience, cancellationToken);
            }
        }

        Read();
        return await LedgerView.ReadAsync(trial.Folder, cancellationToken);
    }

    private async Task<bool> AtRestAsync(CancellationToken cancellationToken)
    {
        Read();
        return Wrong.Count > 0
            || (books.Missing.Count == 0 && !(await LedgerView.ReadAsync(trial.Folder, cancellationToken)).Invites.Any(i => i.IsUnderWay));
    }

    private void Read()
    {
        var wrong = books.Read();
        Wrong.AddRange(DuplicatesAreWrong ? wrong : []);
    }

    private void SeeBaseline(string line)
    {
        foreach (var source in new[] { People.FullSource, People.Feed }.Where(s => line.Contains($" of {s} (", StringComparison.Ordinal)))
        {
            lock (_baselines)
            {
                _baselines.Add(source);
            }
        }
    }

    private async Task UntilAsync(string what, TimeSpan patience, HostProcess host, Func<Task<bool>> holds, Action? say, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 1; !await holds(); round++)
        {
            if (host.Process.HasExited)
            {
                Wrong.Add($"a host ended by itself with {host.Process.ExitCode}: {host.LastWords}");
                return;
            }

            if (TimeProvider.System.GetElapsedTime(began) > patience)
            {
                Wrong.Add($"not within {patience.TotalSeconds:0} seconds: {what}");
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, cancellationToken);
            if (round % 40 == 0)
            {
                say?.Invoke();
            }
        }
    }
}
