using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Tests.Erasure;

/// <summary>What a store's file holds, read past the program.</summary>
internal static class StoreContents
{
    /// <summary>Rows as text, cells between bars.</summary>
    internal static List<string> Rows(SqliteStore store, string sql)
    {
        using var connection = new SqliteConnection($"{store.ConnectionString};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
