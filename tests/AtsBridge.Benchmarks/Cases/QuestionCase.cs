using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;
using AtsBridge.Storage;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>One question to a large ledger, asked again and again: invites are a fifth of the rows.</summary>
/// <param name="name">By which the command line names it.</param>
/// <param name="what">What is asked.</param>
/// <param name="floor">Reads the same rows by primary key; of so many invites, asked about this one.</param>
/// <param name="ask">Asks the store.</param>
internal sealed class QuestionCase(string name, string what, Func<RowsFloor, int, int, int> floor, Func<AtsBridgeStore, int, int, CancellationToken, Task<int>> ask) : BenchmarkCase
{
    private const int Times = 400;

    internal override string Name => name;

    internal override string What => FormattableString.Invariant($"{what}, {Times} times");

    internal override string Floor => "the same rows by primary key";

    internal override double Goal => 10;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        var synced = await place.StoreAsync("Csv.db", SourceKind.Csv, [place.Export("turned.Csv", ExportFormat.Csv, turned: true), place.Export("day1.Csv", ExportFormat.Csv)], cancellationToken);
        if (!File.Exists(place["ledger.db"]))
        {
            File.Copy(synced, place["ledger.db.new"], overwrite: true);
            await LargeLedger.FillAsync(place["ledger.db.new"], place.Rows, cancellationToken);
            File.Move(place["ledger.db.new"], place["ledger.db"]);
        }
    }

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        using var rows = new RowsFloor(place["ledger.db"]);
        var invites = LargeLedger.Invites(place.Rows);
        var expected = floor(rows, invites, 1);
        for (var i = 0; i < Times; i++)
        {
            // At one moment, as the store answers: a transaction for every row would take longer.
            rows.Read("BEGIN");
            Expect.Equal(expected, floor(rows, invites, Invite(i, invites)));
            rows.Read("ROLLBACK");
        }

        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        await using var store = AtsBridgeStore.OpenSqlite($"Data Source={place["ledger.db"]}", StoreAccess.ReadOnly, TimeProvider.System);
        var invites = LargeLedger.Invites(place.Rows);
        var expected = await ask(store, invites, 1, cancellationToken);
        for (var i = 0; i < Times; i++)
        {
            Expect.Equal(expected, await ask(store, invites, Invite(i, invites), cancellationToken));
        }
    }

    /// <summary>Another one each time, from all over the ledger.</summary>
    private static int Invite(int time, int invites) => 1 + (int)(time * 7_919L % invites);
}
