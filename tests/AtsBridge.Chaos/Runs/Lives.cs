using AtsBridge.Chaos.Processes;

namespace AtsBridge.Chaos.Runs;

/// <summary>Lets one host live and ends it, at a moment that is drawn.</summary>
/// <param name="trial">Where.</param>
/// <param name="random">Draws the moments.</param>
internal sealed class Lives(Trial trial, Random random)
{
    /// <summary>Longer than anything that a start does on a machine with much else to do.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(60);

    /// <summary>So long without a request means that there is nothing to send: the budget's window is shorter than that.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1.2);

    private TimeSpan _start = TimeSpan.FromSeconds(1);

    /// <summary>How often hosts ended in which way.</summary>
    internal Dictionary<string, int> Ends { get; } = new(StringComparer.Ordinal);

    /// <summary>What hosts did that no host may do.</summary>
    internal List<string> Wrong { get; } = [];

    /// <summary>Kills until now.</summary>
    internal int Kills { get; private set; }

    /// <summary>Kills a host while it makes its store, and lets the next one find what is left of it.</summary>
    /// <param name="folder">A folder with a configuration and no store.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    internal async Task MigrateAsync(string folder, CancellationToken cancellationToken)
    {
        await using (var first = trial.Start(folder: folder))
        {
            await DelayAsync(_start * (0.3 + (0.8 * random.NextDouble())), cancellationToken);
            await KillAsync(first, "killed while making its store");
        }

        await using var second = trial.Start(folder: folder);
        await ListensAsync(second, cancellationToken);
        await KillAsync(second, "killed when it began to listen");
    }

    /// <summary>Kills a host in its first syncs: a random moment of the two seconds after it listens.</summary>
    internal async Task FirstSyncAsync(CancellationToken cancellationToken)
    {
        await using var host = trial.Start();
        if (await ListensAsync(host, cancellationToken))
        {
            await DelayAsync(TimeSpan.FromSeconds(2 * random.NextDouble()), cancellationToken);
            await KillAsync(host, "killed in its first sync");
        }
    }

    /// <summary>One life in the middle of the work.</summary>
    internal async Task LiveAsync(CancellationToken cancellationToken)
    {
        var draw = random.Next(100);
        await using var host = trial.Start();
        if (draw < 12)
        {
            await DelayAsync(_start * random.NextDouble(), cancellationToken);
            await KillAsync(host, "killed while starting");
            return;
        }

        if (!await ListensAsync(host, cancellationToken))
        {
            return;
        }

        switch (draw)
        {
            case < 27:
                await DelayAsync(TimeSpan.FromSeconds(0.4 * random.NextDouble()), cancellationToken);
                await KillAsync(host, "killed in its first sync");
                break;
            case < 52:
                await RequestsAsync(random.Next(1, 140), cancellationToken);
                await KillAsync(host, "killed with requests under way");
                break;
            case < 68:
                await RequestsAsync(random.Next(0, 100), cancellationToken);
                await Task.WhenAny(trial.Relay.NextRequest, DelayAsync(TimeSpan.FromSeconds(2), cancellationToken));
                await KillAsync(host, "killed as a request leaves");
                break;
            case < 80:
                await RequestsAsync(random.Next(0, 100), cancellationToken);
                await DrainAsync(host, TimeSpan.FromSeconds(0.25 * random.NextDouble()), cancellationToken);
                break;
            case < 83:
                await RequestsAsync(random.Next(0, 100), cancellationToken);
                await DrainAsync(host, DrainPatience, cancellationToken);
                break;
            default:
                await RequestsAsync(random.Next(1, 80), cancellationToken);
                await HoldAsync(host, TimeSpan.FromSeconds(draw < 95 ? 1.5 * random.NextDouble() : 1 + (4 * random.NextDouble())), goesOn: random.Next(3) != 0, cancellationToken);
                break;
        }
    }

    /// <summary>Holds a host for longer than its leases, and lets it go on for some seconds; a second host must be refused meanwhile.</summary>
    internal async Task HoldLongAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await using var host = trial.Start();
        if (!await ListensAsync(host, cancellationToken))
        {
            return;
        }

        await RequestsAsync(random.Next(1, 40), cancellationToken);
        host.Process.SendStop();
        await using (var second = trial.Start())
        {
            if (!await second.EndsWithinAsync(StartPatience, cancellationToken) || second.Process.ExitCode != 1)
            {
                Wrong.Add("a second host was not refused while the first one was held");
            }
        }

        await DelayAsync(time, cancellationToken);
        host.Process.SendContinue();
        await DelayAsync(TimeSpan.FromSeconds(3), cancellationToken);
        await KillAsync(host, "killed after a hold longer than its leases");
    }

    /// <summary>Waits until it listens.</summary>
    /// <returns>False: it ended or hung instead, which is on record as wrong.</returns>
    internal async Task<bool> ListensAsync(HostProcess host, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var ended = host.Process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(host.Listening, ended, DelayAsync(StartPatience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (host.Listens && !ended.IsCompleted)
        {
            _start = (0.9 * _start) + (0.1 * TimeProvider.System.GetElapsedTime(began));
            return true;
        }

        Wrong.Add(ended.IsCompleted
            ? $"a host ended by itself at its start, with {host.Process.ExitCode}: {host.LastWords}"
            : $"a host did not listen within {StartPatience.TotalSeconds:0} seconds: {host.LastWords}");
        return false;
    }

    /// <summary>Asks a host to end and waits as long as told; one that is not done by then is killed.</summary>
    internal async Task DrainAsync(HostProcess host, TimeSpan patience, CancellationToken cancellationToken)
    {
        host.Process.SendTerminate();
        // It may end in the very moment in which our patience does.
        if (!await host.EndsWithinAsync(patience, cancellationToken) && !host.Process.HasExited)
        {
            await KillAsync(host, "killed while draining", terminated: true);
            if (patience >= DrainPatience)
            {
                Wrong.Add($"a host did not end within {patience.TotalSeconds:0} seconds of SIGTERM: {host.LastWords}");
            }

            return;
        }

        Count("ended on SIGTERM");
        if (host.Process.ExitCode != 0)
        {
            Wrong.Add($"a host ended with {host.Process.ExitCode} on SIGTERM: {host.LastWords}");
        }
    }

    private async Task HoldAsync(HostProcess host, TimeSpan time, bool goesOn, CancellationToken cancellationToken)
    {
        host.Process.SendStop();
        await DelayAsync(time, cancellationToken);
        if (goesOn)
        {
            host.Process.SendContinue();
            await DelayAsync(TimeSpan.FromSeconds(0.5 * random.NextDouble()), cancellationToken);
        }

        await KillAsync(host, goesOn ? "killed after a hold" : "killed while held");
    }

    /// <summary>
    /// Waits for so many requests, and not for ever: there may be nothing to send. On a machine with much else to do the first one
    /// takes a while, and a host that is always killed before it proves nothing.
    /// </summary>
    private async Task RequestsAsync(int count, CancellationToken cancellationToken)
    {
        var (before, last) = (trial.Relay.Requests, trial.Relay.Requests);
        var moved = TimeProvider.System.GetTimestamp();
        while (last < before + count && TimeProvider.System.GetElapsedTime(moved) < (last == before ? (0.5 * Idle) + (1.5 * _start) : Idle))
        {
            await DelayAsync(TimeSpan.FromMilliseconds(2), cancellationToken);
            if (trial.Relay.Requests is var now && now > last)
            {
                (last, moved) = (now, TimeProvider.System.GetTimestamp());
            }
        }
    }

    /// <param name="host">The host.</param>
    /// <param name="how">In which moment of its life.</param>
    /// <param name="terminated">Whether it was told to end before, so that ending by itself is what it should do.</param>
    private async Task KillAsync(HostProcess host, string how, bool terminated = false)
    {
        if (host.Process is { HasExited: true } process && (!terminated || process.ExitCode != 0))
        {
            Wrong.Add($"a host ended by itself with {host.Process.ExitCode}, before it was {how}: {host.LastWords}");
            return;
        }

        trial.Note(how);
        await host.KillAsync();
        Kills++;
        Count(how);
    }

    private void Count(string how) => Ends[how] = Ends.GetValueOrDefault(how) + 1;

    private static Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, TimeProvider.System, cancellationToken);
}
