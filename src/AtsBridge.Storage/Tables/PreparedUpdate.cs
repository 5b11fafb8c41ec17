using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Writes a row over the one of its id. Only what differs is written: SQLite takes every index of a column that a statement names
/// apart and makes it anew, whether the value is another one or not, and all that goes to the disk. For each choice of columns there
/// is one statement, made from the mapping and prepared once. Columns that the mapping leaves out of updates stay as they are.
/// </summary>
internal sealed class PreparedUpdate
{
    private readonly StoreDb _db;
    private readonly string _table;
    private readonly ColumnDescriptor _id;
    private readonly ColumnDescriptor[] _columns;
    private readonly Dictionary<ulong, PreparedStatement> _statements = [];

    /// <param name="db">The connection.</param>
    /// <param name="row">The mapped type, of 64 columns at most.</param>
    internal PreparedUpdate(StoreDb db, Type row)
    {
        var table = db.MappingSchema.GetEntityDescriptor(row);
        (_db, _table) = (db, table.Name.Name);
        _id = table.Columns.Single(c => c.IsPrimaryKey);
        _columns = [.. table.Columns.Where(c => !c.IsPrimaryKey && !c.SkipOnUpdate)];
    }

    /// <summary>Writes.</summary>
    /// <param name="was">As it stands in the store, read in the transaction that is open.</param>
    /// <param name="row">As it shall be.</param>
    internal void Update(object was, object row)
    {
        var differing = 0UL;
        var values = new List<object?>();
        for (var i = 0; i < _columns.Length; i++)
        {
            var value = _columns[i].MemberAccessor.GetValue(row);
            if (!Equals(value, _columns[i].MemberAccessor.GetValue(was)))
            {
                differing |= 1UL << i;
                values.Add(value);
            }
        }

        if (differing != 0)
        {
            values.Add(_id.MemberAccessor.GetValue(was));
            Statement(differing).Run([.. values]);
        }
    }

    private PreparedStatement Statement(ulong columns)
    {
        if (!_statements.TryGetValue(columns, out var statement))
        {
            var names = _columns.Where((_, i) => (columns & (1UL << i)) != 0).Select(c => c.ColumnName).ToList();
            var set = string.Join(", ", names.Select(n => $"\"{n}\" = @{n}"));
            _statements[columns] = statement = _db.Statement($"UPDATE \"{_table}\" SET {set} WHERE \"{_id.ColumnName}\" = @of", [.. names.Select(n => $"@{n}"), "@of"]);
        }

        return statement;
    }
}
