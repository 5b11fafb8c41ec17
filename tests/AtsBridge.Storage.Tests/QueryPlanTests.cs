using System.Text.RegularExpressions;
using AtsBridge.Delivery;
using AtsBridge.Statuses;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Tests.Questions;
using AtsBridge.Sync;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Tests;

[CollectionDefinition(nameof(QueryPlanTests), DisableParallelization = true)]
public sealed class AloneBecauseTracingIsGlobal;

[Collection(nameof(QueryPlanTests))]
public sealed partial class QueryPlanTests : IAsyncDisposable
{
    /// <summary>
    /// The sources are a handful, and a story asks for their names alone; of the counts of invites there are a few dozen, and of pauses
    /// fewer; the key of the tombstones is one row, which a store reads once. The last three are the values of the question itself.
    /// </summary>
    private static readonly string[] Small = ["source", "invite_count", "erasure_key", "pause", "CONSTANT", "asked", "json_each"];

    private readonly SqliteStore _store = new();

    /// <summary>Reads from the end, and no further than its limit.</summary>
    [GeneratedRegex(@"FROM invite +ORDER BY id DESC LIMIT \?1$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex NewestOfAll();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Runs what is asked often with the statements recorded, and asks SQLite how it would carry each out.</summary>
    [Fact]
    public async Task WhatIsAskedOftenReadsNoWholeTable()
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        using var recorded = new RecordedStatements();
        // Connections that were opened before record nothing.
        await _store.RestartAsync();
        await AskAsync();

        Assert.InRange(Queries(recorded).Count, 40, 110);
        Assert.Equal("", Scans(recorded));
    }

    [Fact]
    public async Task NoQuestionReadsALargeTable()
    {
        await AnyLedger.FillAsync(_store, seed: 1);
        using var recorded = new RecordedStatements();
        await _store.RestartAsync();
        foreach (var ask in AskedQuestions.All.Values)
        {
            await ask(_store.Open, TestContext.Current.CancellationToken);
        }

        Assert.InRange(Queries(recorded).Count, 20, 60);
        Assert.Equal("", Scans(recorded));
    }

    /// <summary>Not recorded with the others, because it is prepared by itself: the index gives the order, and nothing is sorted.</summary>
    [Fact]
    public void TheNextInviteIsFoundInTheOrderOfTheIndex()
    {
        var plan = Plan($"SELECT id {DueInvites.Acting} AND not_before <= @now ORDER BY not_before, id");

        Assert.Equal("SEARCH invite USING INDEX invite_due (sink=? AND backfill=? AND not_before<?)", plan[0]);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InvitesWhoseNumbersAreGivenAreReadByTheirNumbers()
    {
        await AnyLedger.FillAsync(_store, seed: 1);
        using var recorded = new RecordedStatements();
        await _store.RestartAsync();
        await AskedQuestions.All["invites list 1 2"](_store.Open, TestContext.Current.CancellationToken);

        var byNumber = Queries(recorded).FindAll(q => q.Contains("json_each", StringComparison.Ordinal));
        Assert.Equal(2, byNumber.Count);
        Assert.All(byNumber, query => Assert.Equal("SEARCH invite USING INTEGER PRIMARY KEY (rowid=?)", Plan(query)[0]));
    }

    private static List<string> Queries(RecordedStatements recorded) =>
        [.. recorded.All.Select(s => s.IndexOf("SELECT", StringComparison.Ordinal) is var at and >= 0 ? s[at..] : "").Where(s => s.Length > 0)];

    private static bool ReadsALargeTable(string step) =>
        step.StartsWith("SCAN", StringComparison.Ordinal) && !Small.Contains(step.Split(' ')[1], StringComparer.Ordinal);

    private string Scans(RecordedStatements recorded) =>
        string.Join("\n", Queries(recorded).Where(q => !NewestOfAll().IsMatch(q) && !q.Contains("[erasure_key]", StringComparison.Ordinal)).SelectMany(q => Plan(q).Where(ReadsALargeTable).Select(step => $"{step}: {q}")));

    private async Task AskAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var limits = new RateLimit[] { new() { Permits = 1, Window = TimeSpan.FromMinutes(1) } };
        await _store.Open.Ledger.ExplainAsync("1", cancellation);
        for (var i = 0; i < 2; i++)
        {
            await _store.Open.Delivery.ClaimAsync("gather", World.Start, limits, new(), s => DeliveryStep.Step(s, new DeliveryEvent.Wake(World.Start), new()), cancellation);
        }

        Assert.Null(await _store.Open.Delivery.BeginAttemptAsync(1, AttemptKind.Status, World.Start, limits, new(), cancellation));
        await ResendAsync(limits, cancellation);
        await _store.Open.Delivery.OpenInvitesAsync("gather", World.Start, 10, cancellation);
        await StatusesAsync(cancellation);
        await _store.Open.Ledger.ListAsync(new() { States = [InviteState.Due] }, cancellation);
        await _store.Open.Ledger.RunsAsync("acme", 10, cancellation);
        await _store.Open.Standing.SourceAsync("acme", cancellation);
        await _store.Open.Standing.SinkAsync("gather", World.Start, limits, new(), cancellation);
        await _store.Open.Standing.UnfinishedAsync(cancellation);
        await _store.Open.Standing.DueOfRouteAsync("gather", "engineering", World.Start, cancellation);
        await using var session = await _store.Open.Sync.OpenAsync("acme", SyncMode.Plan, cancellation);
        await session.FindAsync(["1"], cancellation);
        await session.TakenAsync([new("gather", "interview-1", "e")], cancellation);
        await session.UnsentInvitesAsync(["1"], cancellation);
        await session.OpenInvitesAsync(["1"], cancellation);
        await World.ListAsync(session.FingerprintsAsync(cancellation));
    }

    /// <summary>What a person was sent is asked for by the person, and of an invite whose person is not known by itself.</summary>
    private async Task ResendAsync(IReadOnlyList<RateLimit> limits, CancellationToken cancellation)
    {
        foreach (var person in new[] { null, "p" })
        {
            var invite = (await _store.Open.Ledger.FindAsync(1, cancellation))!;
            Assert.True(await _store.Open.Ledger.ChangeAsync(invite with { Delivery = invite.Delivery with { PersonReference = person } }, World.Start, cancellation));
            Assert.IsType<ResendPermit.NoBudget>(await _store.Open.Delivery.BeginResendAsync(1, World.Start, limits, new(), _ => null, cancellation));
        }
    }

    private async Task StatusesAsync(CancellationToken cancellation)
    {
        var report = new StatusReport("e", new("i"), InviteProgress.Completed, "new_response", World.Start);
        await _store.Open.Statuses.ReceiveAsync("gather", "d", [report], World.Start, cancellation);
        await _store.Open.Statuses.WorkOffAsync("gather", World.Start, (s, _) => (s, WebhookState.Known), 10, cancellation);
        await _store.Open.Statuses.ExpireAsync("gather", World.Start, s => s, 10, cancellation);
        await _store.Open.Statuses.CloseAsync("gather", World.Start, World.Start, cancellation);
        var invite = (await _store.Open.Ledger.FindAsync(1, cancellation))!;
        await _store.Open.Statuses.ExpectAsync(invite with { Delivery = invite.Delivery with { InviteReference = "i" } }, new(InviteProgress.Sent, "sent"), promised: false, World.Start, cancellation);
    }

    private List<string> Plan(string query)
    {
        using var connection = new SqliteConnection($"{_store.ConnectionString};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements that this very test has recorded.
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
#pragma warning restore CA2100
        foreach (var name in Regex.Matches(query, "@\\w+|\\?[0-9]+").Select(m => m.Value).Distinct(StringComparer.Ordinal))
        {
            command.Parameters.AddWithValue(name, 0);
        }

        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }
}
