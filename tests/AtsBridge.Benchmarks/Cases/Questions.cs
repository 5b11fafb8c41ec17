using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>What the verbs of the command line ask of the store.</summary>
internal static class Questions
{
    private const int Page = 50;

    internal static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        new QuestionCase("explain", "explain of one application with its invite", ExplainFloor, ExplainAsync),
        new QuestionCase("invites", "one page of invites list", (rows, invites, _) => PageFloor(rows, invites, 1), (store, _, _, token) => PageAsync(store, new() { Limit = Page }, token)),
        new QuestionCase("invites-held", "one page of invites list --state Held", (rows, invites, _) => PageFloor(rows, invites, 100), (store, _, _, token) => PageAsync(store, new() { States = [InviteState.Held], Limit = Page }, token)),
        new QuestionCase("plan-summary", "what plan asks of the store for its summary", PlanFloor, PlanAsync),
        new QuestionCase("status", "what status asks of the store", StatusFloor, StatusAsync),
    ];

    private static int ExplainFloor(RowsFloor rows, int invites, int invite) =>
        rows.Read("SELECT * FROM application WHERE source = ?1 AND application_key = ?2", LargeLedger.Source, LargeLedger.Key(invite))
        + rows.Read("SELECT * FROM run WHERE id = ?1", 1)
        + rows.Read("SELECT * FROM stage_transition WHERE id = ?1", invite)
        + rows.Read("SELECT * FROM decision WHERE transition_id = ?1", invite)
        + rows.Read("SELECT * FROM invite WHERE id = ?1", invite)
        + rows.Read("SELECT * FROM attempt WHERE id IN (?1, ?2)", (2 * invite) - 1, 2 * invite);

    private static async Task<int> ExplainAsync(AtsBridgeStore store, int invites, int invite, CancellationToken cancellationToken)
    {
        var story = (await store.Ledger.ExplainAsync(LargeLedger.Key(invite), cancellationToken)).Single();
        return story.Invites.Count + story.Transitions.Count + story.Attempts.Count;
    }

    /// <summary>So many invites from the end, every so manieth.</summary>
    private static int PageFloor(RowsFloor rows, int invites, int every)
    {
        var read = rows.Read("SELECT * FROM invite_count") + rows.Read("SELECT * FROM pause");
        var last = every == 1 ? invites : invites - 1;
        for (var i = 0; i < Math.Min(Page, invites / every); i++)
        {
            read += rows.Read("SELECT * FROM invite WHERE id = ?1", last - (i * every));
        }

        return read;
    }

    /// <summary>As <c>invites list</c> does.</summary>
    private static async Task<int> PageAsync(AtsBridgeStore store, InviteFilter filter, CancellationToken cancellationToken)
    {
        var invites = await store.Ledger.ListAsync(filter, cancellationToken);
        var counts = await store.Ledger.CountAsync(sink: null, cancellationToken);
        var pauses = await store.Ledger.PausesAsync(cancellationToken);
        var chosen = invites.Count < filter.Limit ? invites.Count : await store.Ledger.ChosenAsync(filter, cancellationToken);
        Expect.Equal(filter.States.Count == 0 ? counts.Values.Sum() : counts[filter.States[0]], chosen);
        return invites.Count + pauses.Count;
    }

    private static int PlanFloor(RowsFloor rows, int invites, int invite) =>
        rows.Read("SELECT * FROM stage_seen WHERE source = ?1", LargeLedger.Source) + rows.Read("SELECT * FROM stage_move WHERE source = ?1", LargeLedger.Source)
        + rows.Read("SELECT * FROM stage_head WHERE rowid < 100");

    private static async Task<int> PlanAsync(AtsBridgeStore store, int invites, int invite, CancellationToken cancellationToken) =>
        (await store.Ledger.StagesSeenAsync(LargeLedger.Source, cancellationToken)).Count + (await store.Ledger.EmptiedStagesAsync(LargeLedger.Source, cancellationToken)).Count;

    private static int StatusFloor(RowsFloor rows, int invites, int invite) =>
        rows.Read("SELECT * FROM run WHERE id = ?1", 1) + rows.Read("SELECT * FROM run WHERE id = ?1", (invites + 4_999) / 5_000) + rows.Read("SELECT * FROM pause")
        + rows.Read("SELECT * FROM invite_count WHERE sink = ?1", LargeLedger.Sink) + rows.Read("SELECT * FROM sink_state WHERE sink = ?1", LargeLedger.Sink);

    /// <summary>As the reader of the status does, of one source and one sink.</summary>
    private static async Task<int> StatusAsync(AtsBridgeStore store, int invites, int invite, CancellationToken cancellationToken)
    {
        var pauses = await store.Ledger.PausesAsync(cancellationToken);
        var source = await store.Standing.SourceAsync(LargeLedger.Source, cancellationToken);
        var sink = await store.Standing.SinkAsync(LargeLedger.Sink, TimeProvider.System.GetUtcNow(), [], new DeliveryPolicy(), cancellationToken);
        var unfinished = await store.Standing.UnfinishedAsync(cancellationToken);
        Expect.Equal(invites, sink.Invites.Values.Sum());
        return pauses.Count + source.Newest.Count + unfinished.Count;
    }
}
