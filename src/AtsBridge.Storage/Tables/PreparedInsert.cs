using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Inserts rows of one table by one statement that is prepared once, made from the mapping. A statement for many rows at a
/// time, as the mapping's own bulk copy makes it, took nine times as long: SQLite looks every one of its parameters up by name.
/// </summary>
internal sealed class PreparedInsert
{
    private readonly PreparedStatement _statement;
    private readonly ColumnDescriptor[] _columns;
    private readonly object?[] _values;

    internal PreparedInsert(StoreDb db, Type row, bool withIds)
    {
        var table = db.MappingSchema.GetEntityDescriptor(row);
        _columns = [.. table.Columns.Where(c => withIds || !c.IsIdentity)];
        _values = new object?[_columns.Length];
        var names = string.Join(", ", _columns.Select(c => $"\"{c.ColumnName}\""));
        var parameters = PreparedStatement.Numbered(_columns.Length);
        _statement = db.Statement($"INSERT INTO \"{table.Name.Name}\" ({names}) VALUES ({string.Join(", ", parameters)})", parameters);
    }

    internal void Insert(object row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _values[i] = _columns[i].MemberAccessor.GetValue(row);
        }

        _statement.Run(_values);
    }
}
