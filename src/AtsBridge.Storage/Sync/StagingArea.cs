using System.Data.Common;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Sync;

/// <summary>
/// What a session has set aside, in temporary tables of its own connection: gone with it, and never in the store's file. SQL by
/// hand, because the mapping does not know temporary tables with an order, and every row of a large set goes through here.
/// </summary>
internal sealed class StagingArea(StoreDb db) : IDisposable
{
    private const string Schema =
        """
        CREATE TEMPORARY TABLE staged (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, application_key TEXT NOT NULL UNIQUE,
            kind INTEGER NOT NULL, before_body TEXT, after_body TEXT NOT NULL, fingerprint BLOB NOT NULL);
        CREATE TEMPORARY TABLE retained (
            application_key TEXT NOT NULL PRIMARY KEY,
            kind INTEGER NOT NULL, after_body TEXT NOT NULL, fingerprint BLOB NOT NULL);
        """;

    /// <summary>A later change keeps the place of the first.</summary>
    private const string Put =
        """
        INSERT INTO staged (application_key, kind, before_body, after_body, fingerprint)
        VALUES (@key, @kind, @before, @after, @fingerprint)
        ON CONFLICT (application_key) DO UPDATE SET
            kind = excluded.kind, before_body = excluded.before_body, after_body = excluded.after_body, fingerprint = excluded.fingerprint
        """;

    private const string Columns = "seq, kind, application_key, before_body, after_body, fingerprint";

    private const string RetainedColumns = "application_key, kind, after_body, fingerprint";

    private readonly PreparedStatement _put = new(db, Put, "@key", "@kind", "@before", "@after", "@fingerprint");
    private readonly PreparedStatement _find = new(db, $"SELECT {Columns} FROM staged WHERE application_key = @key", "@key");
    private readonly PreparedStatement _after = new(db, $"SELECT {Columns} FROM staged WHERE seq > @seq AND kind <> @without ORDER BY seq LIMIT @rows", "@seq", "@without", "@rows");
    private readonly PreparedStatement _findRetained = new(db, $"SELECT {RetainedColumns} FROM retained WHERE application_key = @key", "@key");

    /// <summary>Whether anything is retained; where nothing is, nobody has to look.</summary>
    internal bool HasRetained { get; private set; }

    internal static void Create(StoreDb db) => db.Run(Schema);

    /// <summary>Stages changes.</summary>
    internal void Stage(IReadOnlyList<StagedChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        db.Quietly(() =>
        {
            foreach (var change in changes)
            {
                _put.Run(change.Key, (long)change.Kind, change.Known?.Json, change.Latest.Json, Fingerprints.Write(change.Fingerprint));
            }
        });
    }

    internal StagedChange? Find(string key)
    {
        using var reader = _find.Read(key);
        return reader.Read() ? Read(reader) : null;
    }

    internal void Remove(string key)
    {
        using var remove = new PreparedStatement(db, "DELETE FROM staged WHERE application_key = @key", "@key");
        remove.Run(key);
    }

    /// <summary>The next changes after a place in the order, and the place of the last of them.</summary>
    /// <param name="seq">The place.</param>
    /// <param name="without">Changes of this kind are left out; null: none.</param>
    internal (List<StagedChange> Changes, long Last) After(long seq, ChangeKind? without)
    {
        using var reader = _after.Read(seq, without is { } kind ? (long)kind : -1L, (long)StoreDb.ChunkRows);
        var changes = new List<StagedChange>(StoreDb.ChunkRows);
        while (reader.Read())
        {
            changes.Add(Read(reader));
            seq = reader.GetInt64(0);
        }

        return (changes, seq);
    }

    internal void Forget() => db.Run("DELETE FROM staged");

    /// <summary>Keeps what is staged as an overlay of the snapshot.</summary>
    internal void Retain()
    {
        db.Run($"INSERT OR REPLACE INTO retained SELECT {RetainedColumns} FROM staged");
        Forget();
        HasRetained = true;
    }

    /// <summary>What is retained of one application.</summary>
    internal KnownApplication? FindRetained(string key)
    {
        using var reader = _findRetained.Read(key);
        return reader.Read() ? ReadRetained(reader) : null;
    }

    /// <summary>The next retained applications after a key.</summary>
    internal List<KnownApplication> RetainedAfter(string key)
    {
        using var after = new PreparedStatement(
            db, $"SELECT {RetainedColumns} FROM retained WHERE application_key > @key ORDER BY application_key LIMIT @rows", "@key", "@rows");
        using var reader = after.Read(key, (long)StoreDb.ChunkRows);
        var applications = new List<KnownApplication>(StoreDb.ChunkRows);
        while (reader.Read())
        {
            applications.Add(ReadRetained(reader));
        }

        return applications;
    }

    public void Dispose()
    {
        _put.Dispose();
        _find.Dispose();
        _after.Dispose();
        _findRetained.Dispose();
    }

    private static StagedChange Read(DbDataReader reader) => new(
        (ChangeKind)reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : StoredApplication.Of(reader.GetString(3)),
        StoredApplication.Of(reader.GetString(4)), Fingerprints.Read((byte[])reader.GetValue(5)));

    private static KnownApplication ReadRetained(DbDataReader reader) => new(
        reader.GetString(0), Fingerprints.Read((byte[])reader.GetValue(3)), StoredApplication.Of(reader.GetString(2)),
        Present: (ChangeKind)reader.GetInt64(1) != ChangeKind.Vanished);
}
