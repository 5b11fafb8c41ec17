using AtsBridge.Storage.Tests.Erasure;
using AtsBridge.Sync;
using CsCheck;

namespace AtsBridge.Storage.Tests;

/// <summary>
/// However applications are written into the snapshot, it is as if each row had been thrown away and written anew, but for the run that it
/// came with.
/// </summary>
public sealed class AnySnapshotTests
{
    private const string Rows =
        """
        SELECT application_key, application_id, candidate_id, email_identity, stage, stage_id, present, hex(fingerprint), first_run, last_run, changed_at, reduced_at, body
        FROM application WHERE source = 'acme' ORDER BY application_key
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task WritingInPlaceIsWritingAnew() =>
        Gen.Select(Gen.Int[2, 8], Gen.Int).SampleAsync(
            async (seals, seed) =>
            {
                var random = new Random(seed);
                await using var store = new SqliteStore();
                var plain = new SortedDictionary<string, (StagedChange Change, long FirstRun, long LastRun, DateTimeOffset At)>(StringComparer.Ordinal);
                for (var seal = 0; seal < seals; seal++)
                {
                    var changes = Enumerable.Range(0, 12).Where(_ => random.Next(3) == 0).Select(i => Any($"{i:00}", random)).ToList();
                    var run = await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, [.. changes.Select(c => new SealedChange(c, c.Key, null, null, null))]);
                    foreach (var change in changes)
                    {
                        plain[change.Key] = (change, plain.TryGetValue(change.Key, out var before) ? before.FirstRun : run, run, World.Start);
                    }

                    Assert.Equal(plain.Values.Select(p => Row(p.Change, p.FirstRun, p.LastRun, p.At)), StoreContents.Rows(store, Rows), StringComparer.Ordinal);
                }

                await using var session = await store.Open.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
                var found = await session.FindAsync([.. Enumerable.Range(0, 12).Select(i => $"{i:00}")], Cancellation);
                Assert.Equal(
                    plain.Values.Select(p => (p.Change.Key, p.Change.Fingerprint, p.Change.Latest.Json, p.Change.Kind != ChangeKind.Vanished, p.LastRun)),
                    found.Values.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Fingerprint, f.Stored.Json, f.Present, f.LastRun)));
            }, iter: 20, threads: 1);

    /// <summary>Every now and then somebody is known by another name, and every kind of change comes to who is there and who is not.</summary>
    private static StagedChange Any(string key, Random random)
    {
        string? Word(string? usual) => random.Next(4) switch { 0 => null, 1 => $"other{random.Next(2)}", _ => usual };
        var email = Word($"{key}@example.com");
        var application = World.Application(key, $"stage {random.Next(3)}") with
        {
            ApplicationId = Word($"app-{key}"), CandidateId = Word($"cand-{key}"), Email = email is null ? null : new(email, random.Next(3) == 0 ? null : email), StageId = Word("id"),
        };
        return new((ChangeKind)random.Next(4), null, application, (UInt128)random.NextInt64());
    }

    private static string Row(StagedChange change, long firstRun, long lastRun, DateTimeOffset at)
    {
        var a = change.After;
        object?[] values =
        [
            a.Key, a.ApplicationId, a.CandidateId, a.Email is { } email ? PersonIdentity.OfEmail(email.Value ?? email.Raw) : null, a.Stage, a.StageId,
            change.Kind == ChangeKind.Vanished ? 0 : 1, change.Fingerprint.ToString("X32", null), firstRun, lastRun, at.ToUnixTimeMilliseconds(), null, ApplicationJson.Write(a),
        ];
        return string.Join('|', values);
    }
}
