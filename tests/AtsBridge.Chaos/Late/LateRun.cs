using AtsBridge.Chaos.Books;
using AtsBridge.Chaos.Population;
using AtsBridge.Chaos.Runs;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Late;

/// <summary>The real host against a platform that carries invites out after it has cut them off: what the settle time is for, and what lies beyond it.</summary>
internal static class LateRun
{
    private const int Rounds = 12;
    private const string Invites = "/qsi/gather/candidate-interviews";

    internal static async Task<LateReport> RunAsync(LateCase late, int invites, int seed, CancellationToken cancellationToken)
    {
        var answer = late.RefusesSecond ? DuplicateAnswer.Conflict : DuplicateAnswer.Allow;
        await using var trial = await Trial.OpenAsync(new GatherSandboxOptions { Seed = seed, RateLimits = [], DuplicateInviteAnswer = answer }, cancellationToken);
        trial.Configure(Trial.Delivery(LateCase.SettleTime, LateCase.AttemptTimeout, concurrency: 16), [new(100_000, TimeSpan.FromMinutes(1))]);
        var people = People.Draw(invites, Rounds, seed);
        var books = new SinkBooks(trial.Sandbox, people);
        var exports = new ExportWriter(trial.Folder, people);
        var lives = new Lives(trial, new Random(seed));
        var quiet = new QuietHost(trial, lives, books) { DuplicatesAreWrong = false };

        await exports.AdvanceAsync(0, cancellationToken);
        await quiet.FirstSyncAsync(cancellationToken);
        // As many as are owed: the first attempt of nearly everybody.
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.LateEffect, Hang = late.Hang, Delay = late.Delay, Method = "POST", PathPrefix = Invites, Count = people.Owed });
        await exports.AdvanceAsync(Rounds, cancellationToken);
        var ledger = await quiet.DeliverAllAsync(TimeSpan.FromMinutes(3), say: null, cancellationToken);
        // What is still to come late comes now; the books are read again after it.
        await Task.Delay(late.Delay, TimeProvider.System, cancellationToken);
        books.Read();

        trial.Forget();
        return new()
        {
            Case = late,
            Late = trial.Sandbox.Requests.Count(r => r.Fault == SandboxFaultKind.LateEffect),
            Owed = people.Owed, Created = books.Created, Duplicates = books.Duplicates, MostForOne = books.MostForOne, Lost = books.Missing.Count,
            NeedsReview = ledger.Invites.Count(i => i.State == "NeedsReview"),
            Wrong = [.. lives.Wrong, .. quiet.Wrong, .. ledger.Against(books, people)],
        };
    }
}
