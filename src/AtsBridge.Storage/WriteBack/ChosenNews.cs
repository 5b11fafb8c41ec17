using System.Text.Json;
using AtsBridge.Storage.Tables;
using AtsBridge.WriteBack;

namespace AtsBridge.Storage.WriteBack;

/// <summary>What a filter chooses of the news in one state: asked for a state at a time, the index gives them in their order.</summary>
internal sealed class ChosenNews
{
    private readonly List<object?> _values = [];
    private readonly string _rest;

    internal ChosenNews(NewsFilter filter, NewsState state)
    {
        var conditions = new List<string> { $"n.state = {Value(state.ToString())}" };
        if (filter.Invites.Count > 0)
        {
            // As one value: a statement with a number for each would be another one every time.
            conditions.Add($"n.invite_id IN (SELECT value FROM json_each({Value(JsonSerializer.Serialize([.. filter.Invites], StoreJsonContext.Default.Int64Array))}))");
        }

        if (filter.Route is { } route)
        {
            conditions.Add($"i.route = {Value(route)}");
        }

        if (filter.Source is { } source)
        {
            conditions.Add($"i.source = {Value(source)}");
        }

        var joins = filter.Route is null && filter.Source is null ? "" : "JOIN invite i ON i.id = n.invite_id ";
        _rest = $"{joins}WHERE {string.Join(" AND ", conditions)}";
    }

    /// <summary>The states that a filter asks for.</summary>
    internal static IEnumerable<NewsState> StatesOf(NewsFilter filter) => filter.States.Count > 0 ? filter.States.Distinct() : Enum.GetValues<NewsState>();

    /// <summary>The invites of them, the newest first.</summary>
    internal List<long> Newest(StoreDb db, int limit) =>
        db.Ask(FormattableString.Invariant($"SELECT n.invite_id FROM news n {_rest} ORDER BY n.invite_id DESC LIMIT ?{_values.Count + 1}"), r => r.GetInt64(0), [.. _values, limit]);

    /// <summary>How many they are.</summary>
    internal long Count(StoreDb db) => db.Ask($"SELECT count(*) FROM news n {_rest}", r => r.GetInt64(0), [.. _values])[0];

    private string Value(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"?{_values.Count}");
    }
}
