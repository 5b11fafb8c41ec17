using Microsoft.Data.Sqlite;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Rows by their primary keys, every column of them, each statement prepared once on one connection.</summary>
internal sealed class RowsFloor : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    internal RowsFloor(string store)
    {
        _connection = new SqliteConnection($"Data Source={store};Pooling=False;Mode=ReadOnly");
        _connection.Open();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    /// <summary>Reads what a statement chooses by keys.</summary>
    /// <param name="sql">With ?1, ?2 for the keys.</param>
    /// <param name="keys">The keys.</param>
    /// <returns>How many rows.</returns>
    internal int Read(string sql, params object[] keys)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the cases.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 1; i <= keys.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter(FormattableString.Invariant($"?{i}"), null));
            }

            command.Prepare();
            _commands[sql] = command;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            command.Parameters[i].Value = keys[i];
        }

        using var reader = command.ExecuteReader();
        var (rows, values) = (0, new object[reader.FieldCount]);
        while (reader.Read())
        {
            reader.GetValues(values);
            rows++;
        }

        return rows;
    }
}
