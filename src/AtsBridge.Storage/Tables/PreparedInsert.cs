using System.Data.Common;
using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Inserts rows of one table by one statement that is prepared once, made from the mapping. A statement for many rows at a
/// time, as the mapping's own bulk copy makes it, took nine times as long: SQLite looks every one of its parameters up by name.
/// </summary>
internal sealed class PreparedInsert
{
    private readonly DbCommand _command;
    private readonly ColumnDescriptor[] _columns;

    internal PreparedInsert(StoreDb db, Type row, bool withIds)
    {
        var table = db.MappingSchema.GetEntityDescriptor(row);
        _columns = [.. table.Columns.Where(c => withIds || !c.IsIdentity)];
        var names = string.Join(", ", _columns.Select(c => $"\"{c.ColumnName}\""));
        var values = string.Join(", ", _columns.Select((_, i) => FormattableString.Invariant($"@p{i}")));
        _command = db.Command($"INSERT INTO \"{table.Name.Name}\" ({names}) VALUES ({values})");
        for (var i = 0; i < _columns.Length; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = FormattableString.Invariant($"@p{i}");
            _command.Parameters.Add(parameter);
        }
    }

    internal void Insert(object row, DbTransaction? transaction)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < _columns.Length; i++)
        {
            _command.Parameters[i].Value = _columns[i].MemberAccessor.GetValue(row) ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }
}
