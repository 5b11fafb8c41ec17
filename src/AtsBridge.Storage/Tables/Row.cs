using System.Data.Common;
using System.Linq.Expressions;
using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>
/// Whole rows of one table, read by the place of each column, by code that is made from the mapping once. To have the mapping
/// translate the query for each question took several times as long (decision 0028).
/// </summary>
/// <typeparam name="T">The mapped type.</typeparam>
internal static class Row<T>
    where T : class
{
    private static readonly EntityDescriptor Table = StoreDb.Mapping.GetEntityDescriptor(typeof(T));

    /// <summary>The beginning of a statement that reads whole rows.</summary>
    internal static string Select { get; } = $"SELECT {ColumnsOf(Table.Name.Name)} FROM {Table.Name.Name} ";

    /// <summary>How many columns there are.</summary>
    internal static int Columns => Table.Columns.Count;

    /// <summary>Reads a row of which the columns begin at a place.</summary>
    internal static Func<DbDataReader, int, T> Read { get; } = Reading();

    /// <summary>The columns of the table by the name that a statement gives it.</summary>
    internal static string ColumnsOf(string name) => string.Join(", ", Table.Columns.Select(c => $"{name}.\"{c.ColumnName}\""));

    private static Func<DbDataReader, int, T> Reading()
    {
        var (reader, first) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var columns = Table.Columns.Select((c, i) => Expression.Bind(c.MemberInfo, Value(c.MemberType, reader, Expression.Add(first, Expression.Constant(i)))));
        return Expression.Lambda<Func<DbDataReader, int, T>>(Expression.MemberInit(Expression.New(typeof(T)), columns), reader, first).Compile();
    }

    private static Expression Value(Type type, Expression reader, Expression place)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        Expression value = Expression.Call(reader, nameof(DbDataReader.GetFieldValue), [plain], place);
        return plain == type && type.IsValueType
            ? value
            : Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, place), Expression.Default(type), Expression.Convert(value, type));
    }
}
