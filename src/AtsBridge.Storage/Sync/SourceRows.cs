using System.Text.Json;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;

namespace AtsBridge.Storage.Sync;

/// <summary>The source's state as a row.</summary>
internal static class SourceRows
{
    internal static SourceState StateOf(this StoreDb db, string source) =>
        db.Rows<SourceRow>("WHERE name = ?1", source) is not [var row] ? new SourceState() : new SourceState
        {
            Cursor = row.Cursor,
            Baselined = row.Baselined,
            Present = row.Present,
            RulesHash = row.RulesHash,
            Mark = row.Mark,
            RouteStages = [.. JsonSerializer.Deserialize(row.RouteStages, StoreJsonContext.Default.StringArray)!],
        };

    internal static Task<int> WriteStateAsync(this StoreDb db, string source, SourceState state, CancellationToken cancellationToken) =>
        db.InsertOrReplaceAsync(new SourceRow
        {
            Name = source,
            Cursor = state.Cursor,
            Baselined = state.Baselined,
            Present = state.Present,
            RulesHash = state.RulesHash,
            Mark = state.Mark,
            RouteStages = JsonSerializer.Serialize([.. state.RouteStages.Order(StringComparer.Ordinal)], StoreJsonContext.Default.StringArray),
        }, token: cancellationToken);
}
