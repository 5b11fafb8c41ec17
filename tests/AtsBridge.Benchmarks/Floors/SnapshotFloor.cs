using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Sylvan.Data.Csv;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>
/// One prepared statement in one transaction: rows of the snapshot's own table, made from a CSV file as its cells stand there. The
/// body is the row as JSON, because whatever is kept of an application has to be written somehow.
/// </summary>
internal sealed class SnapshotFloor : IDisposable
{
    private const string Upsert =
        """
        INSERT INTO application (source, application_key, application_id, candidate_id, email_identity, stage, stage_id, present, fingerprint, first_run, last_run, changed_at, body)
        VALUES ('ats', $key, $id, $candidate, $email, $stage, NULL, 1, $fingerprint, 1, 1, 1, $body)
        ON CONFLICT (source, application_key) DO UPDATE SET stage = excluded.stage, fingerprint = excluded.fingerprint, last_run = 2, changed_at = 2, body = excluded.body
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _upsert;

    private SnapshotFloor(string store)
    {
        _connection = new SqliteConnection($"Data Source={store};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        _transaction = _connection.BeginTransaction();
        _upsert = _connection.CreateCommand();
        _upsert.CommandText = Upsert;
        _upsert.Transaction = _transaction;
        foreach (var name in new[] { "$key", "$id", "$candidate", "$email", "$stage", "$fingerprint", "$body" })
        {
            _upsert.Parameters.Add(new SqliteParameter(name, null));
        }

        _upsert.Prepare();
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    /// <summary>Reads the file as the floor of parsing does, and puts the chosen rows into a store.</summary>
    internal static void Run(string store, string csv, Func<int, bool> chosen)
    {
        using var floor = new SnapshotFloor(store);
        CsvFloor.Run(csv, reader =>
        {
            if (chosen(int.Parse(reader.GetFieldSpan(0), CultureInfo.InvariantCulture) - 40_000_000))
            {
                floor.Put(reader);
            }
        });
        floor._transaction.Commit();
    }

    private void Put(CsvDataReader row)
    {
        var id = row.GetString(0);
        var values = _upsert.Parameters;
        values[0].Value = id;
        values[1].Value = id;
        values[2].Value = row.GetString(1);
        values[3].Value = row.GetString(4);
        values[4].Value = row.GetString(8);
        values[5].Value = XxHash128.Hash(MemoryMarshal.AsBytes(row.GetFieldSpan(0)));
        values[6].Value = Body(row);
        _upsert.ExecuteNonQuery();
    }

    private static string Body(CsvDataReader row)
    {
        var text = new System.Text.StringBuilder("{");
        for (var i = 0; i < row.RowFieldCount; i++)
        {
            text.Append(i == 0 ? "\"" : ",\"").Append((char)('a' + i)).Append("\":\"").Append(row.GetFieldSpan(i)).Append('"');
        }

        return text.Append('}').ToString();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
