using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Tests.Erasure;
using AtsBridge.Sync;
using CsCheck;

namespace AtsBridge.Storage.Tests;

/// <summary>The counts that stand beside the rows are those that counting gives, whatever happened.</summary>
public sealed class AnyCountsTests
{
    private const string Heads = "SELECT coalesce(stage, '-'), coalesce(stage_id, '-'), count(*) FROM application WHERE source = 'acme' AND present GROUP BY stage, stage_id ORDER BY 1, 2";
    private const string Places = "SELECT sink, state, coalesce(held, ''), count(*) FROM invite GROUP BY sink, state, held ORDER BY 1, 2, 3";

    private static readonly string?[] Stages = [null, "", "Interview", "Offer", "Screen"];
    private static readonly InviteState[] States = [InviteState.Due, InviteState.Held, InviteState.Sent, InviteState.NeedsReview, InviteState.Cancelled];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task HeadsAreThoseOfTheSnapshot() =>
        Gen.Select(Gen.Int[4, 16], Gen.Int).SampleAsync(
            async (steps, seed) =>
            {
                var random = new Random(seed);
                await using var store = new SqliteStore();
                for (var step = 0; step < steps; step++)
                {
                    await StepAsync(store, random);
                    Assert.Equal(StoreContents.Rows(store, Heads), StoreContents.Rows(store, "SELECT coalesce(stage, '-'), coalesce(stage_id, '-'), heads FROM stage_head WHERE source = 'acme' ORDER BY 1, 2"));
                    await using var session = await store.Open.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
                    Assert.Equal(StoreContents.Rows(store, Heads).Order(StringComparer.Ordinal), (await session.HeadsAsync(Cancellation)).Select(h => $"{h.Stage ?? "-"}|{h.StageId ?? "-"}|{h.Applications}").Order(StringComparer.Ordinal));
                }
            }, iter: 5, threads: 1);

    [Fact]
    public async Task WhereTheyWereThrownAwayTheyAreCountedAndKeptByWhoSyncs()
    {
        await using var store = new SqliteStore();
        await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1"), World.Sealed("2"));
        Execute(store, "UPDATE application SET stage = 'Elsewhere' WHERE application_key = '1'");
        Assert.Empty(StoreContents.Rows(store, "SELECT * FROM stage_head"));
        StageHeads[] both = [new("Elsewhere", "id-Interview", 1), new("Interview", "id-Interview", 1)];

        Assert.Equal(both, await HeadsAsync(store, SyncMode.Plan));
        Assert.Empty(StoreContents.Rows(store, "SELECT * FROM stage_head"));
        await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, World.Sealed("3", kind: ChangeKind.Vanished));
        Assert.Empty(StoreContents.Rows(store, "SELECT * FROM stage_head"));

        Assert.Equal(both, await HeadsAsync(store, SyncMode.Commit));
        Assert.Equal(2, StoreContents.Rows(store, "SELECT * FROM stage_head").Count);
    }

    [Fact]
    public Task InvitesAreCountedAndListedByPlaceAsByReadingAll() =>
        Gen.Select(Gen.Int[4, 25], Gen.Int).SampleAsync(
            async (steps, seed) =>
            {
                var random = new Random(seed);
                await using var store = new SqliteStore();
                await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, [.. Enumerable.Range(0, 8).Select(i => World.Sealed($"{i}", Invite(i, random)))]);
                for (var step = 0; step < steps; step++)
                {
                    await ChangeAsync(store, random);
                    Assert.Equal(StoreContents.Rows(store, Places), StoreContents.Rows(store, "SELECT sink, state, held, invites FROM invite_count WHERE invites <> 0 ORDER BY 1, 2, 3"));
                    await SameAsync(store.Open.Ledger, random);
                }
            }, iter: 5, threads: 1);

    private static Invite Invite(int number, Random random) => World.Invite($"{number}") with
    {
        Sink = random.Next(2) == 0 ? "gather" : "other", Route = random.Next(2) == 0 ? "one" : "two", Delivery = Delivery(random),
    };

    private static DeliveryState Delivery(Random random)
    {
        var state = States[random.Next(States.Length)];
        return new() { State = state, Held = state == InviteState.Held ? (HoldReason)random.Next(2) : null };
    }

    private static async Task ChangeAsync(SqliteStore store, Random random)
    {
        if (random.Next(6) == 0)
        {
            await store.Open.Erasure.EraseAsync($"{random.Next(8)}", null, false, World.Start, Cancellation);
            return;
        }

        var invite = (await store.Open.Ledger.FindAsync(1 + random.Next(8), Cancellation))!;
        await store.Open.Ledger.ChangeAsync(invite with { Delivery = Delivery(random) }, World.Start, Cancellation);
    }

    private static async Task SameAsync(ILedgerStore ledger, Random random)
    {
        var all = await ledger.ListAsync(new() { Limit = 100 }, Cancellation);
        var filter = new InviteFilter
        {
            States = [.. States.Where(_ => random.Next(3) == 0)],
            Sink = random.Next(3) == 0 ? "gather" : null,
            Route = random.Next(3) == 0 ? "one" : null,
            Held = random.Next(4) == 0 ? (HoldReason)random.Next(2) : null,
            Limit = 1 + random.Next(9),
        };
        var chosen = all.Where(i => (filter.States.Count == 0 || filter.States.Contains(i.Delivery.State)) && (filter.Sink ?? i.Sink) == i.Sink && (filter.Route ?? i.Route) == i.Route
            && (filter.Held is null || (i.Delivery.State == InviteState.Held && i.Delivery.Held == filter.Held))).Select(i => i.Id).ToList();
        Assert.Equal(chosen.Take(filter.Limit), (await ledger.ListAsync(filter, Cancellation)).Select(i => i.Id));
        Assert.Equal(chosen, await ledger.NumbersAsync(filter, Cancellation));
        Assert.Equal(chosen.Count, await ledger.ChosenAsync(filter, Cancellation));
        Assert.Equal(all.CountBy(i => i.Delivery.State).Select(p => (p.Key, (long)p.Value)).Order(), (await ledger.CountAsync(null, Cancellation)).Select(p => (p.Key, p.Value)).Order());
    }

    private static async Task StepAsync(SqliteStore store, Random random)
    {
        if (random.Next(5) == 0)
        {
            await store.Open.Erasure.EraseAsync($"{random.Next(10)}", null, false, World.Start, Cancellation);
            return;
        }

        var keys = Enumerable.Range(0, 10).Where(_ => random.Next(3) == 0).ToList();
        await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, [.. keys.Select(k => Any($"{k}", random))]);
    }

    private static SealedChange Any(string key, Random random)
    {
        var change = World.New(key) with { Kind = (ChangeKind)random.Next(4) };
        var latest = StoredApplication.Of(change.After with { Stage = Stages[random.Next(Stages.Length)], StageId = Stages[random.Next(2)] });
        return new(change with { Latest = latest }, key, null, null, null);
    }

    private static async Task<IEnumerable<StageHeads>> HeadsAsync(SqliteStore store, SyncMode mode)
    {
        await using var session = await store.Open.Sync.OpenAsync("acme", mode, Cancellation);
        return (await session.HeadsAsync(Cancellation)).OrderBy(h => h.Stage, StringComparer.Ordinal);
    }

    private static void Execute(SqliteStore store, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"{store.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
