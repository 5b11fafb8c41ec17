using AtsBridge.Storage.Opening;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Erasure;

/// <summary>
/// Rewrites the store's file and empties its log. What was deleted, or replaced long before, otherwise stays readable in pages that
/// nobody uses: SQLite gives them free and leaves what is in them.
/// </summary>
internal static class StoreCleaning
{
    private const string Again = "What was erased is gone from every table, but may still be read in the store's files. Do the same again; nothing else is needed.";

    /// <summary>Cleans.</summary>
    /// <returns>Why that was not possible; null: it was done.</returns>
    internal static async Task<string?> RunAsync(StoreDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            using var turn = await database.TurnAsync(cancellationToken);
            await using var db = database.Open();
            db.Run("VACUUM");
            // Waits for readers, as long as a writer would wait for another.
            using var checkpoint = db.Command("PRAGMA wal_checkpoint(TRUNCATE)");
            using var answer = checkpoint.ExecuteReader();
            var emptied = answer.Read() && answer.GetInt64(0) == 0;
            return emptied ? null : $"The log of the store {database.Path} could not be emptied, because somebody has been reading it. {Again}";
        }
        catch (SqliteException e)
        {
            return $"{database.Explain(e).Message} {Again}";
        }
        catch (StoreException e)
        {
            return $"{e.Message} {Again}";
        }
    }
}
