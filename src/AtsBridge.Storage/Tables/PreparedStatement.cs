using System.Data.Common;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// A statement that runs again and again, for every row of a large set or for every question: SQLite reads and plans it once. To look a thousand keys up one by one by it takes
/// less than one statement with a thousand parameters, each of which is looked up by its name.
/// </summary>
/// <param name="db">The connection.</param>
/// <param name="sql">The statement.</param>
/// <param name="parameters">The names of its parameters, in the order in which values come.</param>
internal sealed class PreparedStatement(StoreDb db, string sql, params string[] parameters) : IDisposable
{
    private DbCommand? _command;

    /// <summary>The names of so many parameters that have none of their own: ?1, ?2 and so on.</summary>
    internal static string[] Numbered(int parameters) => [.. Enumerable.Range(1, parameters).Select(i => FormattableString.Invariant($"?{i}"))];

    /// <summary>Runs it.</summary>
    /// <returns>How many rows were changed.</returns>
    internal int Run(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    /// <summary>Runs it for what it finds; the reader ends before it runs again.</summary>
    internal DbDataReader Read(params ReadOnlySpan<object?> values) => With(values).ExecuteReader();

    public void Dispose() => _command?.Dispose();

    private DbCommand With(ReadOnlySpan<object?> values)
    {
        _command ??= Prepare();
        _command.Transaction = db.Transaction;
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _command;
    }

    private DbCommand Prepare()
    {
        var command = db.Command(sql);
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
