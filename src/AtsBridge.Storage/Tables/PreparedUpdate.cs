using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Writes a row over the one of its id, if that has still the number that it was read with; by one statement that is prepared once,
/// made from the mapping. Columns that the mapping leaves out of updates stay as they are.
/// </summary>
internal sealed class PreparedUpdate
{
    private readonly PreparedStatement _statement;
    private readonly ColumnDescriptor[] _columns;

    /// <param name="db">The connection.</param>
    /// <param name="row">The mapped type.</param>
    /// <param name="fence">The column that must still be what it was.</param>
    internal PreparedUpdate(StoreDb db, Type row, string fence)
    {
        var table = db.MappingSchema.GetEntityDescriptor(row);
        var id = table.Columns.Single(c => c.IsPrimaryKey);
        _columns = [.. table.Columns.Where(c => !c.IsPrimaryKey && !c.SkipOnUpdate), id];
        var parameters = PreparedStatement.Numbered(_columns.Length + 1);
        var set = string.Join(", ", _columns.SkipLast(1).Select((c, i) => $"\"{c.ColumnName}\" = {parameters[i]}"));
        _statement = db.Statement($"UPDATE \"{table.Name.Name}\" SET {set} WHERE \"{id.ColumnName}\" = {parameters[^2]} AND \"{fence}\" = {parameters[^1]}", parameters);
    }

    /// <summary>Writes.</summary>
    /// <param name="row">As it shall be.</param>
    /// <param name="was">What the fence was when the row was read.</param>
    /// <returns>False: it is something else now, and nothing was written.</returns>
    internal bool Update(object row, object was) => _statement.Run([.. _columns.Select(c => c.MemberAccessor.GetValue(row)), was]) > 0;
}
