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
        trial.Configure(Trial.Delivery(Trial.SettleTime, Trial.AttemptTimeout, concurrency: 2), limits);
        // Two requests each and one to spare: nobody runs out of work.
        var people = People.Draw(options.Long.Permits * (options.Windows + 1), Rounds, options.Seed);
        var books = new SinkBooks(trial.Sandbox, people);
        var exports = new ExportWriter(trial.Folder, people);
        var lives = new Lives(trial, new Random(options.Seed));
        var quiet = new QuietHost(trial, lives, books);

        await exports.AdvanceAsync(0, cancellationToken);
        await quiet.FirstSyncAsync(cancellationToken);
        await exports.AdvanceAsync(Rounds, cancellationToken);

        var course = new BudgetCourse(trial, lives);
        await course.LiveAsync(options.Long.Permits / 3, kill: false, cancellationToken);
        await course.LiveAsync(options.Long.Permits * 3 / 2, kill: true, cancellationToken);
        await course.LiveUntilAsync(options.Busy, cancellationToken);

        var wrong = books.Read().Concat(lives.Wrong).Concat(quiet.Wrong).ToList();
        if (books.Missing.Count == 0)
        {
            wrong.Add("the work ran out, so nothing was measured");
        }

        trial.Forget();
        return (new BudgetReport(options, trial.Sandbox.Requests, course.Gaps), wrong);
    }
}
