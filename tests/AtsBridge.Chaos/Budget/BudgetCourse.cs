using AtsBridge.Chaos.Processes;
using AtsBridge.Chaos.Runs;

namespace AtsBridge.Chaos.Budget;

/// <summary>The hosts of a busy time, one after the other, and the gaps between them.</summary>
/// <param name="trial">Where.</param>
/// <param name="lives">Starts and ends them.</param>
internal sealed class BudgetCourse(Trial trial, Lives lives)
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private (string How, DateTimeOffset At, long Requests)? _ended;

    /// <summary>When no host ran.</summary>
    internal List<Gap> Gaps { get; } = [];

    /// <summary>Runs a host until so many requests were made in all, and ends it in the midst of them.</summary>
    internal async Task LiveAsync(int requests, bool kill, CancellationToken cancellationToken)
    {
        await using var host = await StartAsync(cancellationToken);
        while (trial.Relay.Requests < requests && !host.Process.HasExited)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Time, cancellationToken);
        }

        if (kill)
        {
            await host.KillAsync();
        }
        else
        {
            await lives.DrainAsync(host, TimeSpan.FromMinutes(1), cancellationToken);
        }

        _ended = (FormattableString.Invariant($"{(kill ? "killed with -9" : "ended on SIGTERM")} after {trial.Relay.Requests} requests"), Time.GetUtcNow(), trial.Relay.Requests);
    }

    /// <summary>Runs a host until the busy time is over, counted from the first request of all.</summary>
    internal async Task LiveUntilAsync(TimeSpan busy, CancellationToken cancellationToken)
    {
        await using var host = await StartAsync(cancellationToken);
        var left = trial.Sandbox.Requests[0].At + busy - Time.GetUtcNow();
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Time, cancellationToken);
    }

    private async Task<HostProcess> StartAsync(CancellationToken cancellationToken)
    {
        var host = trial.Start();
        await lives.ListensAsync(host, cancellationToken);
        if (_ended is { } before)
        {
            var listened = Time.GetUtcNow();
            // Its first request may have come before we heard that it listens.
            while (trial.Relay.Requests == before.Requests && !host.Process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), Time, cancellationToken);
            }

            Gaps.Add(new(before.How, before.At, listened, Time.GetUtcNow()));
        }

        return host;
    }
}
