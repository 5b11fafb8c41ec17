using System.Text.Json;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Ledger;

/// <summary>What a filter chooses, as the end of a statement: the same text for the same kinds of wishes, whatever their values.</summary>
internal sealed class ChosenInvites
{
    private readonly List<string> _conditions = [];
    private readonly List<object?> _values = [];
    private readonly string _way = "";

    /// <param name="filter">What is asked for.</param>
    /// <param name="place">The one place that it is asked of; null: all that the filter names.</param>
    internal ChosenInvites(InviteFilter filter, InviteCountRow? place = null)
    {
        if (filter.Ids.Count > 0)
        {
            // As one value: a statement with a number for each would be another one every time. SQLite takes it for longer than it is,
            // and would rather read all of a sink or a state.
            _way = "NOT INDEXED ";
            And($"id IN (SELECT value FROM json_each({Value(JsonSerializer.Serialize([.. filter.Ids], StoreJsonContext.Default.Int64Array))}))");
        }

        if (place is null)
        {
            OfPlaces(filter);
        }
        else
        {
            And($"state = {Value(place.State)} AND sink = {Value(place.Sink)} AND held IS {Value(place.Held.Length == 0 ? null : place.Held)}");
        }

        if (filter.ChangedBefore is { } before)
        {
            And($"changed_at < {Value(StoreTime.Store(before))}");
        }

        if (filter.RunId is { } run)
        {
            And($"(run_id = {Value(run)} OR guard_run = {Value(run)})");
        }

        if (filter.Route is { } route)
        {
            And($"route = {Value(route)}");
        }

        if (filter.Source is { } source)
        {
            And($"source = {Value(source)}");
        }
    }

    private string Where => _conditions.Count == 0 ? "" : $"{_way}WHERE {string.Join(" AND ", _conditions)}";

    /// <summary>The newest of them.</summary>
    internal List<InviteRow> Newest(StoreDb db, int limit) =>
        db.Rows<InviteRow>(FormattableString.Invariant($"{Where} ORDER BY id DESC LIMIT ?{_values.Count + 1}"), [.. _values, limit]);

    /// <summary>The numbers of all, the newest first.</summary>
    internal List<long> Numbers(StoreDb db) => db.Ask($"SELECT id FROM invite {Where} ORDER BY id DESC", r => r.GetInt64(0), [.. _values]);

    /// <summary>How many they are.</summary>
    internal long Count(StoreDb db) => db.Ask($"SELECT count(*) FROM invite {Where}", r => r.GetInt64(0), [.. _values])[0];

    private void OfPlaces(InviteFilter filter)
    {
        if (filter.States.Count > 0)
        {
            And($"state IN ({string.Join(", ", filter.States.Select(s => Value(s.ToString())))})");
        }

        if (filter.Held is { } held)
        {
            And($"state = '{nameof(InviteState.Held)}' AND held = {Value(held.ToString())}");
        }

        if (filter.Sink is { } sink)
        {
            And($"sink = {Value(sink)}");
        }
    }

    private void And(string condition) => _conditions.Add(condition);

    private string Value(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"?{_values.Count}");
    }
}
