using System.Globalization;
using AtsBridge.Erasure;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Erasure;

/// <summary>
/// Finds the key of the tombstones, and makes sure that it is the one that they were made with: with another one, those who were
/// erased would be strangers, and be invited again.
/// </summary>
internal sealed class TombstoneKeys(StoreDatabase database, string? secret, TimeProvider time)
{
    private bool _prepared;

    private string Path => KeyFile.PathOf(database.Path);

    /// <summary>
    /// At the start of a host: a key is there for whoever erases somebody later, made by the user who has to read it, and a wrong one
    /// is noticed before anything is synced. Beside a host there is nothing to prepare.
    /// </summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared || !database.IsHost)
        {
            return;
        }

        var (check, number) = await database.ReadAsync(db => Task.FromResult((Check(db), Number(db))));
        var key = secret is null ? KeyFile.Read(Path) : TombstoneKey.Of(secret);
        if (number > 0)
        {
            Verify(key, check);
        }
        else if (key is null)
        {
            KeyFile.Make(Path);
        }
        else if (secret is not null && check != key.Check)
        {
            // On record before anybody is erased: who erases in a shell without the secret is told so.
            await database.WriteAsync(db => RegisterAsync(db, key, cancellationToken), cancellationToken);
        }

        _prepared = true;
    }

    /// <summary>The key for erasing, on record; made where there was none.</summary>
    internal async Task<TombstoneKey> ForErasingAsync(StoreDb db, CancellationToken cancellationToken)
    {
        var check = Check(db);
        var key = secret is null ? KeyFile.Read(Path) : TombstoneKey.Of(secret);
        if (check is not null)
        {
            return Verify(key, check);
        }

        key ??= KeyFile.Make(Path);
        await RegisterAsync(db, key, cancellationToken);
        return key;
    }

    /// <summary>Everybody who was erased, with what is kept of one source's applications; what is known already where nothing is new.</summary>
    internal async Task<ErasedPeople> PeopleAsync(StoreDb db, string? source, ErasedPeople before, CancellationToken cancellationToken)
    {
        var number = Number(db);
        if (number == before.Number)
        {
            return before;
        }

        var key = Verify(secret is null ? KeyFile.Read(Path) : TombstoneKey.Of(secret), Check(db));
        var tombstones = await db.Tombstones.Select(t => t.Mac).ToListAsync(cancellationToken);
        var kept = source is null ? [] : await db.ErasedApplications.Where(a => a.Source == source).ToListAsync(cancellationToken);
        return new(key, number, tombstones.Select(Fingerprints.Read).ToHashSet())
        {
            Applications = kept.ConvertAll(a => new ErasedApplication(
                Fingerprints.Read(a.KeyMac), Fingerprints.Read(a.PlaceMac), Fingerprints.Read(a.RecordMac), a.Present)),
        };
    }

    // Asked in every sync, and first of all by a host that starts: the mapping's first query takes a fifth of a second.
    private static long Number(StoreDb db) => db.Ask("SELECT coalesce(max(id), 0) FROM erasure", r => r.GetInt64(0))[0];

    private static UInt128? Check(StoreDb db) => db.Rows<ErasureKeyRow>("LIMIT 1") is [var row] ? Fingerprints.Read(row.CheckValue) : null;

    private async Task<bool> RegisterAsync(StoreDb db, TombstoneKey key, CancellationToken cancellationToken)
    {
        await db.ErasureKeys.DeleteAsync(cancellationToken);
        await db.InsertAsync(new ErasureKeyRow { CheckValue = Fingerprints.Write(key.Check), Since = StoreTime.Store(time.GetUtcNow()) }, token: cancellationToken);
        return true;
    }

    private TombstoneKey Verify(TombstoneKey? key, UInt128? check)
    {
        if (key is not null && key.Check == check)
        {
            return key;
        }

        var where = key is null ? $"{Path} is not there, and AtsBridge:Erasure:Secret is not set"
            : secret is null ? $"{Path} holds another one"
            : "AtsBridge:Erasure:Secret is another one";
        throw new StoreException(string.Create(CultureInfo.InvariantCulture,
            $"The key of the tombstones is missing or wrong: {where}. With it people were erased from {database.Path}, or are to be; without it they would be strangers and be invited again, so nothing is read, planned or erased. Put the secret or the file back; see \"Erasing a person\" in operating.md."));
    }
}
