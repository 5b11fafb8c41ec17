using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

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
    internal async Task<long> CountAsync(StoreDb db, CancellationToken cancellationToken) => (await ChosenAsync(db, cancellationToken)).Sum(c => c.Invites);

    /// <summary>What the filter has chosen, a place at a time, where that is the shortest way.</summary>
    internal async Task<IReadOnlyList<IQueryable<InviteRow>>> PartsAsync(StoreDb db, IQueryable<InviteRow> filtered, CancellationToken cancellationToken)
    {
        // Numbers and runs have indexes of their own, which choose fewer.
        if (!_byPlace || filter.Ids.Count > 0 || filter.RunId is not null)
        {
            return [filtered];
        }

        var places = await ChosenAsync(db, cancellationToken);
        return places.ConvertAll(p => p.Held.Length == 0
            ? filtered.Where(i => i.State == p.State && i.Sink == p.Sink && i.Held == null)
            : filtered.Where(i => i.State == p.State && i.Sink == p.Sink && i.Held == p.Held));
    }

    private async Task<List<InviteCountRow>> ChosenAsync(StoreDb db, CancellationToken cancellationToken)
    {
        var (states, held) = (filter.States.Select(s => s.ToString()).ToList(), filter.Held?.ToString());
        var counts = await db.InviteCounts.Where(c => c.Invites > 0).ToListAsync(cancellationToken);
        return counts.FindAll(c => (states.Count == 0 || states.Contains(c.State, StringComparer.Ordinal))
            && (filter.Sink is null || string.Equals(c.Sink, filter.Sink, StringComparison.Ordinal))
            && (held is null || (c.State == nameof(InviteState.Held) && string.Equals(c.Held, held, StringComparison.Ordinal))));
    }
}
