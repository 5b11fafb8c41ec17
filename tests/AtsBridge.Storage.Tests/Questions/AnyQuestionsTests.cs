using System.Text.Json;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Opening;
using CsCheck;

namespace AtsBridge.Storage.Tests.Questions;

/// <summary>Statements that are written by hand answer what the mapping and plain code answer, of any ledger.</summary>
public sealed class AnyQuestionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task WhatIsAskedIsAnsweredAsByReadingEverything() =>
        Gen.Int.SampleAsync(
            async seed =>
            {
                await using var store = new SqliteStore();
                await AnyLedger.FillAsync(store, seed);
                await using var database = SqliteOpener.Open(store.ConnectionString, StoreAccess.ReadOnly, store.Time);
                foreach (var (plain, answer) in await AnswersAsync(store.Open, database, new Random(seed)))
                {
                    Assert.Equal(plain, answer);
                }
            }, iter: 20, threads: 1);

    private static Task<List<(string Plain, string Answer)>> AnswersAsync(AtsBridgeStore store, StoreDatabase database, Random random) => database.ReadAsync(async db =>
    {
        var (plain, ledger, answers) = (new PlainQuestions(db), store.Ledger, new List<(string, string)>());
        foreach (var name in AnyLedger.Names)
        {
            answers.Add((Text(plain.Explain(name)), Text(await ledger.ExplainAsync(name, Cancellation))));
        }

        foreach (var source in AnyLedger.Sources)
        {
            answers.Add((Text(plain.Source(source)), Text(await store.Standing.SourceAsync(source, Cancellation))));
            answers.Add((Text(plain.StagesSeen(source)), Text((await ledger.StagesSeenAsync(source, Cancellation)).Order(StringComparer.Ordinal))));
            answers.Add((Text(plain.Emptied(source)), Text(await ledger.EmptiedStagesAsync(source, Cancellation))));
        }

        foreach (var sink in AnyLedger.Sinks)
        {
            answers.Add((Text(Sorted(plain.Sink(sink, World.Start))), Text(Sorted(await store.Standing.SinkAsync(sink, World.Start, [], new(), Cancellation)))));
            answers.Add((Text(plain.DueOfRoute(sink, "one", World.Start)), Text(await store.Standing.DueOfRouteAsync(sink, "one", World.Start, Cancellation))));
        }

        answers.Add((Text(plain.Unfinished().Select(Sorted).OrderBy(u => u.Sink, StringComparer.Ordinal)), Text((await store.Standing.UnfinishedAsync(Cancellation)).Select(Sorted).OrderBy(u => u.Sink, StringComparer.Ordinal))));
        answers.Add((Text(plain.Pauses()), Text(await ledger.PausesAsync(Cancellation))));
        for (var i = 0; i < 20; i++)
        {
            var filter = Filter(random);
            var chosen = plain.Invites(filter);
            answers.Add((Text(chosen.Take(filter.Limit)), Text(await ledger.ListAsync(filter, Cancellation))));
            answers.Add((Text(chosen.Select(c => c.Id)), Text(await ledger.NumbersAsync(filter, Cancellation))));
            answers.Add((Text(chosen.Count), Text(await ledger.ChosenAsync(filter, Cancellation))));
        }

        return answers;
    });

    private static InviteFilter Filter(Random random)
    {
        bool Seldom() => random.Next(4) == 0;
        return new()
        {
            Ids = Seldom() ? [.. Enumerable.Range(0, 20).Select(_ => (long)random.Next(50))] : [],
            States = Seldom() ? [.. Enum.GetValues<InviteState>().Where(_ => Seldom())] : [],
            ChangedBefore = Seldom() ? World.Start.AddHours(random.Next(-30, 18)) : null,
            RunId = Seldom() ? random.Next(12) : null,
            Held = Seldom() ? (HoldReason)random.Next(Enum.GetValues<HoldReason>().Length) : null,
            Sink = Seldom() ? AnyLedger.Sinks[random.Next(2)] : null,
            Route = Seldom() ? AnyLedger.Routes[random.Next(2)] : null,
            Source = Seldom() ? AnyLedger.Sources[random.Next(3)] : null,
            Limit = 1 + random.Next(20),
        };
    }

    private static SinkFacts Sorted(SinkFacts facts) => facts with { Invites = Sorted(facts.Invites), Held = Sorted(facts.Held) };

    private static UnfinishedInvites Sorted(UnfinishedInvites unfinished) => new(unfinished.Sink, Sorted(unfinished.Invites));

    private static SortedDictionary<TKey, long> Sorted<TKey>(IReadOnlyDictionary<TKey, long> counts)
        where TKey : struct, Enum => new(counts.ToDictionary());

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
