using System.Data.Common;
using System.Globalization;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Reads the row of an id by one statement that is prepared once, made from the mapping. Asked through the mapping itself, one row
/// took as long as all that a claim writes: the text of the statement is built anew each time.
/// </summary>
/// <typeparam name="T">The mapped type; its columns are text, whole numbers and flags.</typeparam>
internal sealed class PreparedFind<T>
    where T : class
{
    private readonly PreparedStatement _statement;
    private readonly (Action<object, object?> Set, Type Type)[] _columns;

    /// <param name="db">The connection.</param>
    internal PreparedFind(StoreDb db)
    {
        var table = db.MappingSchema.GetEntityDescriptor(typeof(T));
        _columns = [.. table.Columns.Select(c => ((Action<object, object?>)c.MemberAccessor.SetValue, Nullable.GetUnderlyingType(c.MemberType) ?? c.MemberType))];
        var names = string.Join(", ", table.Columns.Select(c => $"\"{c.ColumnName}\""));
        _statement = db.Statement($"SELECT {names} FROM \"{table.Name.Name}\" WHERE \"{table.Columns.Single(c => c.IsPrimaryKey).ColumnName}\" = @id", "@id");
    }

    /// <summary>The row; null where there is none.</summary>
    internal T? Find(long id)
    {
        using var reader = _statement.Read(id);
        if (!reader.Read())
        {
            return null;
        }

        var row = Activator.CreateInstance<T>();
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Set(row, Value(reader, i, _columns[i].Type));
        }

        return row;
    }

    private static object? Value(DbDataReader reader, int column, Type type) =>
        reader.IsDBNull(column) ? null
        : type == typeof(string) ? reader.GetString(column)
        : type == typeof(bool) ? reader.GetInt64(column) != 0
        : type == typeof(long) ? reader.GetInt64(column)
        : Convert.ChangeType(reader.GetInt64(column), type, CultureInfo.InvariantCulture);
}
