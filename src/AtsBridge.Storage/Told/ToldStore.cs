using System.Text.Json;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Told;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Told;

/// <summary>What sources told. Looks before it asks for the right to write, because it is asked often and mostly holds nothing.</summary>
internal sealed class ToldStore(StoreDatabase database) : IToldStore
{
    public async Task<bool> ReceiveAsync(string source, string delivery, ToldEvent told, CancellationToken cancellationToken) =>
        !await database.ReadAsync(db => IsKnownAsync(db, source, delivery, cancellationToken))
        && await database.WriteAsync(async db =>
        {
            if (await IsKnownAsync(db, source, delivery, cancellationToken))
            {
                return false;
            }

            await db.InsertAsync(new ToldRow
            {
                Source = source,
                Delivery = delivery,
                Event = told.Event,
                Body = JsonSerializer.Serialize(new(told.Records, told.ToRead), ToldJson.Default.ToldBody),
                ReceivedAt = StoreTime.Store(told.ReceivedAt),
            }, token: cancellationToken);
            return true;
        }, cancellationToken);

    public Task<IReadOnlyList<ToldEvent>> WaitingAsync(string source, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ToldEvent>>(async db =>
            [.. (await db.Told.Where(t => t.Source == source).OrderBy(t => t.Id).Take(most).ToListAsync(cancellationToken)).Select(Read)]);

    public Task ForgetAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Told.Where(t => ids.Contains(t.Id)).DeleteAsync(cancellationToken), cancellationToken);

    private static Task<bool> IsKnownAsync(StoreDb db, string source, string delivery, CancellationToken cancellationToken) =>
        db.Told.AnyAsync(t => t.Source == source && t.Delivery == delivery, cancellationToken);

    private static ToldEvent Read(ToldRow row)
    {
        var body = JsonSerializer.Deserialize(row.Body, ToldJson.Default.ToldBody)!;
        return new(row.Id, row.Event, body.Records, body.ToRead, StoreTime.Read(row.ReceivedAt));
    }
}
