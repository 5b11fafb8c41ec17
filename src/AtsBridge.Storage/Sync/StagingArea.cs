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
            kind TEXT NOT NULL, before_body TEXT, after_body TEXT NOT NULL, fingerprint BLOB NOT NULL);
        CREATE TEMPORARY TABLE retained (
            application_key TEXT NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL, after_body TEXT NOT NULL, fingerprint BLOB NOT NULL);
        """;

    /// <summary>A later change keeps the place of the first.</summary>
    private const string Put =
        """
        INSERT INTO staged (application_key, kind, before_body, after_body, fingerprint)
        VALUES (@key, @kind, @before, @after, @fingerprint)
        ON CONFLICT (application_key) DO UPDATE SET
            kind = excluded.kind, before_body = excluded.before_body, after_body = excluded.after_body, fingerprint = excluded.fingerprint
        """;

    private const string Columns = "seq, kind, before_body, after_body, fingerprint";

    private DbCommand? _put;

    /// <summary>Whether anything is retained; where nothing is, nobody has to look.</summary>
    internal bool HasRetained { get; private set; }

    internal static void Create(StoreDb db) => db.Run(Schema);

    /// <summary>Stages changes in one quiet transaction, or in the seal's where one is open.</summary>
    internal void Stage(IReadOnlyList<StagedChange> changes)
    {
        if (db.Transaction is not null)
        {
            PutAll(changes);
            return;
        }

        db.BeginQuiet();
        var kept = false;
        try
        {
            PutAll(changes);
            kept = true;
        }
        finally
        {
            db.End(kept);
        }
    }

    internal StagedChange? Find(string key)
    {
        using var command = db.Command($"SELECT {Columns} FROM staged WHERE application_key = @key");
        Add(command, "@key", key);
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader).Change : null;
    }

    internal void Remove(string key)
    {
        using var command = db.Command("DELETE FROM staged WHERE application_key = @key");
        Add(command, "@key", key);
        command.ExecuteNonQuery();
    }

    /// <summary>The next changes after a place in the order.</summary>
    internal List<(long Seq, StagedChange Change)> After(long seq)
    {
        using var command = db.Command($"SELECT {Columns} FROM staged WHERE seq > @seq ORDER BY seq LIMIT @rows");
        Add(command, "@seq", seq);
        Add(command, "@rows", StoreDb.ChunkRows);
        using var reader = command.ExecuteReader();
        var changes = new List<(long, StagedChange)>(StoreDb.ChunkRows);
        while (reader.Read())
        {
            changes.Add(Read(reader));
        }

        return changes;
    }

    internal void Forget() => db.Run("DELETE FROM staged");

    /// <summary>Keeps what is staged as an overlay of the snapshot.</summary>
    internal void Retain()
    {
        db.Run("INSERT OR REPLACE INTO retained SELECT application_key, kind, after_body, fingerprint FROM staged");
        Forget();
        HasRetained = true;
    }

    /// <summary>What is retained of one application.</summary>
    internal KnownApplication? FindRetained(string key)
    {
        using var command = db.Command("SELECT application_key, kind, after_body, fingerprint FROM retained WHERE application_key = @key");
        Add(command, "@key", key);
        using var reader = command.ExecuteReader();
        return reader.Read() ? ReadRetained(reader) : null;
    }

    /// <summary>The next retained applications after a key.</summary>
    internal List<KnownApplication> RetainedAfter(string key)
    {
        using var command = db.Command(
            "SELECT application_key, kind, after_body, fingerprint FROM retained WHERE application_key > @key ORDER BY application_key LIMIT @rows");
        Add(command, "@key", key);
        Add(command, "@rows", StoreDb.ChunkRows);
        using var reader = command.ExecuteReader();
        var applications = new List<KnownApplication>(StoreDb.ChunkRows);
        while (reader.Read())
        {
            applications.Add(ReadRetained(reader));
        }

        return applications;
    }

    public void Dispose() => _put?.Dispose();

    private void PutAll(IReadOnlyList<StagedChange> changes)
    {
        // Prepared once for the session: preparing it for every row costs four times as much.
        _put ??= Prepare();
        _put.Transaction = db.Transaction;
        foreach (var change in changes)
        {
            _put.Parameters["@key"].Value = change.After.Key;
            _put.Parameters["@kind"].Value = change.Kind.ToString();
            _put.Parameters["@before"].Value = change.Before ?? (object)DBNull.Value;
            _put.Parameters["@after"].Value = ApplicationJson.Write(change.After);
            _put.Parameters["@fingerprint"].Value = Fingerprints.Write(change.Fingerprint);
            _put.ExecuteNonQuery();
        }
    }

    private DbCommand Prepare()
    {
        var command = db.Command(Put);
        foreach (var name in new[] { "@key", "@kind", "@before", "@after", "@fingerprint" })
        {
            Add(command, name, DBNull.Value);
        }

        return command;
    }

    private static (long Seq, StagedChange Change) Read(DbDataReader reader) => (
        reader.GetInt64(0),
        new(Words.Read<ChangeKind>(reader.GetString(1)), reader.IsDBNull(2) ? null : reader.GetString(2),
            ApplicationJson.Read(reader.GetString(3)), Fingerprints.Read((byte[])reader.GetValue(4))));

    private static KnownApplication ReadRetained(DbDataReader reader) => new(
        reader.GetString(0), Fingerprints.Read((byte[])reader.GetValue(3)), reader.GetString(2),
        Present: Words.Read<ChangeKind>(reader.GetString(1)) != ChangeKind.Vanished);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
