using System.Text.Json;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using CsCheck;
using LinqToDB;

namespace AtsBridge.Storage.Tests;

/// <summary>An invite read and written by prepared statements is what the mapping itself reads and writes, whatever differs.</summary>
public sealed class PreparedRowsTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void WritingWhatDiffersIsWritingAll()
    {
        using var database = Opening.SqliteOpener.Open(_store.ConnectionString, StoreAccess.Operator, TimeProvider.System).Open();
        using var transaction = database.BeginTransaction();
        Gen.Select(Gen.Int[0, 1_023], Gen.Int[0, 1_023]).Sample((before, after) =>
        {
            var (one, two) = (Insert(database, before), Insert(database, before));
            Assert.Equal(Text(database.Invites.First(i => i.Id == one)), Text(database.Find(one)!));

            database.Update(database.Find(one)!, Row(one, after));
            database.GetTable<InviteRow>().DataContext.Update(Row(two, after));
            Assert.Equal(Text(database.Invites.First(i => i.Id == two)), Text(database.Invites.First(i => i.Id == one)));
        }, iter: 300, threads: 1);
    }

    private static long Insert(StoreDb db, int choice) => db.InsertOne(Row(0, choice), TestContext.Current.CancellationToken);

    /// <summary>Each bit is another value of another column.</summary>
    private static InviteRow Row(long id, int choice)
    {
        var row = World.Invite("1").ToRow();
        row.Id = id;
        row.State = Has(choice, 0) ? "Sending" : "Due";
        row.NotBefore = Has(choice, 1) ? 5 : null;
        row.PersonReference = Has(choice, 2) ? "p" : null;
        row.Attempts = Has(choice, 3) ? 3 : 0;
        row.SaidToExist = Has(choice, 4);
        row.Reason = Has(choice, 5) ? "why" : null;
        row.IsOpen = Has(choice, 6);
        row.StatusAskedAt = Has(choice, 7) ? 7 : 0;
        row.Request = Has(choice, 8) ? "{}" : row.Request;
        row.Epoch = Has(choice, 9) ? 9 : 1;
        return row;
    }

    private static bool Has(int choice, int bit) => (choice & (1 << bit)) != 0;

    private static string Text(InviteRow row)
    {
        row.Id = 0;
        return JsonSerializer.Serialize(row);
    }
}
