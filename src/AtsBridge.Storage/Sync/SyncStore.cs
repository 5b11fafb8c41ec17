using AtsBridge.Storage.Erasure;
using AtsBridge.Storage.Opening;
using AtsBridge.Sync;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Sync;

/// <summary>Opens passes, each on a connection of its own.</summary>
internal sealed class SyncStore(StoreDatabase database, TombstoneKeys keys, TimeProvider time) : ISyncStore
{
    public async Task<ISyncSession> OpenAsync(string source, SyncMode mode, CancellationToken cancellationToken)
    {
        try
        {
            await keys.PrepareAsync(cancellationToken);
            var db = database.Open();
            try
            {
                StagingArea.Create(db);
                var state = db.StateOf(source);
                return new SyncSession(database, db, keys, source, mode, state, time);
            }
            catch
            {
                await db.DisposeAsync();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw database.Explain(e);
        }
    }
}
