using AtsBridge.Chaos.Books;
using AtsBridge.Chaos.Population;
using AtsBridge.Chaos.Runs;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Budget;

/// <summary>The real host with more work than its limits let through, asked to end in one long window and killed in the next.</summary>
internal static class BudgetRun
{
    private const int Rounds = 12;

    internal static async Task<(BudgetReport Report, IReadOnlyList<string> Wrong)> RunAsync(BudgetOptions options, CancellationToken cancellationToken)
    {
        var limits = new[] { options.Short, options.Long };
        await using var trial = await Trial.OpenAsync(new GatherSandboxOptions { Seed = options.Seed, RateLimits = limits }, cancellationToken);
        trial.Configure(Trial.Delivery(Trial.SettleTime, Trial.AttemptTimeout), limits);
        // Two requests each and one to spare: nobody runs out of work.
        var people = People.Draw(options.Long.Permits * (options.Windows + 1), Rounds, options.Seed);
        var books = new SinkBooks(trial.Sandbox, people);
        var exports = new ExportWriter(trial.Folder, people);
        var lives = new Lives(trial, new Random(options.Seed));
        var quiet = new QuietHost(trial, lives, books);

        await exports.AdvanceAsync(0, cancellationToken);
        await quiet.FirstSyncAsync(cancellationToken);
        await exports.AdvanceAsync(Rounds, cancellationToken);

        var ends = new List<string>();
        await using (var first = trial.Start())
        {
            await ReachAsync(trial, options.Long.Permits / 3, cancellationToken);
            await lives.DrainAsync(first, TimeSpan.FromMinutes(1), cancellationToken);
            ends.Add(FormattableString.Invariant($"ended on SIGTERM after {trial.Sandbox.Requests.Count} requests"));
        }

        await using (var second = trial.Start())
        {
            await ReachAsync(trial, options.Long.Permits * 3 / 2, cancellationToken);
            await second.KillAsync();
            ends.Add(FormattableString.Invariant($"killed with -9 after {trial.Sandbox.Requests.Count}"));
        }

        await using (var third = trial.Start())
        {
            var from = trial.Sandbox.Requests[0].At;
            var left = from + options.Busy - TimeProvider.System.GetUtcNow();
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken);
            await third.KillAsync();
        }

        var wrong = books.Read().Concat(lives.Wrong).Concat(quiet.Wrong).ToList();
        if (books.Missing.Count == 0)
        {
            wrong.Add("the work ran out, so nothing was measured");
        }

        trial.Forget();
        return (new BudgetReport(options, trial.Sandbox.Requests, ends), wrong);
    }

    private static async Task ReachAsync(Trial trial, int requests, CancellationToken cancellationToken)
    {
        while (trial.Relay.Requests < requests)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }
    }
}
