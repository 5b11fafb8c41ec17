using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Sync;
using AtsBridge.Transitions;

namespace AtsBridge.Storage.Tests;

/// <summary>What tests are made of: applications, changes, invites.</summary>
internal static class World
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    internal static readonly Route Route = new()
    {
        Name = "engineering", Source = "acme", Sink = "gather",
        When = new() { Stage = [new Pattern("Interview")] },
        Invite = new() { InterviewId = "interview-1" },
    };

    internal static Application Application(string key, string stage = "Interview", string? email = null) => new()
    {
        Key = key, Position = new("monday.csv", 17), ApplicationId = $"app-{key}", CandidateId = $"cand-{key}",
        FirstName = "Ann", LastName = "O'Neil", Email = new(email ?? $"{key}@Example.com", email ?? $"{key}@Example.com"),
        Stage = stage, StageId = $"id-{stage}", Status = ApplicationStatus.Active,
    };

    internal static StagedChange New(string key, string stage = "Interview", UInt128? fingerprint = null) =>
        new(ChangeKind.New, null, Application(key, stage), fingerprint ?? (UInt128)key.GetHashCode(StringComparison.Ordinal));

    internal static Invite Invite(string key, DateTimeOffset? notBefore = null, bool backfill = false, params string[] identities) => new()
    {
        Source = "acme", ApplicationKey = key, Sink = "gather", Route = "engineering", Backfill = backfill,
        Request = new()
        {
            Reference = $"acme:{key}:engineering", PersonExternalId = $"acme:cand-{key}", InterviewId = "interview-1",
            FirstName = "Ann", LastName = "O'Neil", Email = $"{key}@example.com", Channels = [DeliveryChannel.Email],
        },
        Identities = identities.Length > 0 ? identities : [$"c:acme:cand-{key}", $"e:{key.ToUpperInvariant()}@EXAMPLE.COM"],
        Delivery = new() { State = InviteState.Due, NotBefore = notBefore ?? Start },
        CreatedAt = Start, ChangedAt = Start,
    };

    internal static SealedChange Sealed(string key, Invite? invite = null, ChangeKind kind = ChangeKind.New)
    {
        var change = New(key) with { Kind = kind };
        var transition = new StageTransition(TransitionKind.Appeared, null, change.After, Start);
        return new(change, key, transition, new Decision(Verdict.Invite, Route), invite);
    }

    internal static RunCertificate Certificate(long runId, RunOutcome outcome = RunOutcome.Succeeded) => new()
    {
        RunId = runId, Source = "acme", Set = "monday.csv", StartedAt = Start, FinishedAt = Start.AddSeconds(5), Outcome = outcome,
        Read = 3, New = 2, Quarantined = 1, Transitions = 2, Invited = 1,
        Suppressed = System.Collections.Immutable.ImmutableSortedDictionary<SuppressReason, long>.Empty.Add(SuppressReason.NoRoute, 1),
        Notes = ["the stage was inferred from the heading"],
    };

    /// <summary>A whole sync that seals these changes.</summary>
    internal static async Task<long> SealAsync(ISyncStore store, RunOutcome outcome, params SealedChange[] changes)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var session = await store.OpenAsync("acme", SyncMode.Commit, cancellation);
        var run = await session.BeginRunAsync(Start, cancellation);
        await using var seal = await session.BeginSealAsync(cancellation);
        await seal.WriteAsync(run, Start, changes, cancellation);
        await seal.CompleteAsync(new() { Cursor = "c1", Baselined = true, Present = changes.Length }, Certificate(run, outcome), cancellation);
        return run;
    }

    internal static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
