using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Ledger;

/// <summary>
/// The places (a sink, a state, a reason) of which a filter chooses the invites. There are a few dozen of them at most, and the index
/// gives the newest of each: asked for all at once, SQLite would sort everything that they hold.
/// </summary>
internal sealed class InvitePlaces(InviteFilter filter)
{
    private readonly bool _byPlace = filter.States.Count > 0 || filter.Held is not null || filter.Sink is not null;

    /// <summary>Whether the filter asks for nothing but places, so that how many it chooses is known.</summary>
    internal bool AreAll => filter is { Route: null, Source: null, Ids.Count: 0, RunId: null, ChangedBefore: null };

    /// <summary>How many invites there are in them.</summary>
    internal long Count(StoreDb db) => Chosen(db).Sum(c => c.Invites);

    /// <summary>What the filter has chosen, a place at a time, where that is the shortest way.</summary>
    // Numbers and runs have indexes of their own, which choose fewer.
    internal IReadOnlyList<ChosenInvites> Parts(StoreDb db) => !_byPlace || filter.Ids.Count > 0 || filter.RunId is not null
        ? [new(filter)]
        : Chosen(db).ConvertAll(place => new ChosenInvites(filter, place));

    private List<InviteCountRow> Chosen(StoreDb db)
    {
        var (states, held) = (filter.States.Select(s => s.ToString()).ToList(), filter.Held?.ToString());
        return db.Rows<InviteCountRow>("WHERE invites > 0").FindAll(c => (states.Count == 0 || states.Contains(c.State, StringComparer.Ordinal))
            && (filter.Sink is null || string.Equals(c.Sink, filter.Sink, StringComparison.Ordinal))
            && (held is null || (c.State == nameof(InviteState.Held) && string.Equals(c.Held, held, StringComparison.Ordinal))));
    }
}
