using System.Data.Common;
using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Writes a row over the one of its id, if that has still the number that it was read with; by one statement that is prepared once,
/// made from the mapping. Columns that the mapping leaves out of updates stay as they are.
/// </summary>
internal sealed class PreparedUpdate
{
    private readonly DbCommand _command;
    private readonly ColumnDescriptor[] _columns;

    /// <param name="db">The connection.</param>
    /// <param name="row">The mapped type.</param>
    /// <param name="fence">The column that must still be what it was.</param>
    internal PreparedUpdate(StoreDb db, Type row, string fence)
    {
        var table = db.MappingSchema.GetEntityDescriptor(row);
        var id = table.Columns.Single(c => c.IsPrimaryKey);
        _columns = [.. table.Columns.Where(c => !c.IsPrimaryKey && !c.SkipOnUpdate), id];
        var set = string.Join(", ", _columns.SkipLast(1).Select((c, i) => FormattableString.Invariant($"\"{c.ColumnName}\" = @p{i}")));
        _command = db.Command(FormattableString.Invariant($"UPDATE \"{table.Name.Name}\" SET {set} WHERE \"{id.ColumnName}\" = @p{_columns.Length - 1} AND \"{fence}\" = @p{_columns.Length}"));
        for (var i = 0; i <= _columns.Length; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = FormattableString.Invariant($"@p{i}");
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Writes.</summary>
    /// <param name="row">As it shall be.</param>
    /// <param name="was">What the fence was when the row was read.</param>
    /// <param name="transaction">The one that is open.</param>
    /// <returns>False: it is something else now, and nothing was written.</returns>
    internal bool Update(object row, object was, DbTransaction? transaction)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < _columns.Length; i++)
        {
            _command.Parameters[i].Value = _columns[i].MemberAccessor.GetValue(row) ?? DBNull.Value;
        }

        _command.Parameters[_columns.Length].Value = was;
        return _command.ExecuteNonQuery() > 0;
    }
}
