using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.WriteBack;

namespace AtsBridge.Storage.Tests.Questions;

/// <summary>The questions of the command line, in the words of the store.</summary>
internal static class AskedQuestions
{
    internal static IReadOnlyDictionary<string, Func<AtsBridgeStore, CancellationToken, Task>> All { get; } = new Dictionary<string, Func<AtsBridgeStore, CancellationToken, Task>>(StringComparer.Ordinal)
    {
        ["explain"] = (store, token) => store.Ledger.ExplainAsync("1", token),
        ["status"] = StatusAsync,
        ["plan"] = async (store, token) =>
        {
            await store.Ledger.StagesSeenAsync("acme", token);
            await store.Ledger.EmptiedStagesAsync("acme", token);
        },
        ["invites list"] = (store, token) => ListAsync(store, new(), token),
        ["invites list --state"] = (store, token) => ListAsync(store, new() { States = [InviteState.Due, InviteState.Sent] }, token),
        ["invites list --held"] = (store, token) => ListAsync(store, new() { Held = HoldReason.GuardTripped }, token),
        ["invites list --sink"] = (store, token) => ListAsync(store, new() { Sink = "gather" }, token),
        ["invites list --run"] = (store, token) => ListAsync(store, new() { RunId = 1 }, token),
        ["invites list 1 2"] = (store, token) => ListAsync(store, new() { Ids = [1, 2], Sink = "gather", States = [InviteState.Due], Source = "acme" }, token),
        ["invites retry --state"] = (store, token) => store.Ledger.NumbersAsync(new() { States = [InviteState.NeedsReview], Source = "acme" }, token),
        ["news list"] = (store, token) => NewsAsync(store, new(), token),
        ["news list --state"] = (store, token) => NewsAsync(store, new() { States = [NewsState.Refused] }, token),
        ["news list --route"] = (store, token) => NewsAsync(store, new() { Route = "one", Source = "acme" }, token),
        ["news retry 1 2"] = (store, token) => NewsAsync(store, new() { Invites = [1, 2] }, token),
        ["invites show"] = async (store, token) =>
        {
            await store.Ledger.FindAsync(1, token);
            await store.Ledger.AttemptsAsync(1, token);
            await store.Ledger.StoppedAsync("gather", token);
        },
    };

    private static async Task StatusAsync(AtsBridgeStore store, CancellationToken token)
    {
        await store.Ledger.PausesAsync(token);
        await store.Standing.SourceAsync("acme", token);
        await store.Standing.SinkAsync("gather", World.Start, [], new(), token);
        await store.Standing.UnfinishedAsync(token);
        await store.Standing.RefusedNewsAsync(token);
        await store.Standing.DueOfRouteAsync("gather", "one", World.Start, token);
    }

    private static async Task NewsAsync(AtsBridgeStore store, NewsFilter filter, CancellationToken token)
    {
        await store.WriteBack.ListAsync(filter, token);
        await store.WriteBack.CountAsync(filter, token);
    }

    private static async Task ListAsync(AtsBridgeStore store, InviteFilter filter, CancellationToken token)
    {
        await store.Ledger.ListAsync(filter, token);
        await store.Ledger.CountAsync(sink: null, token);
        await store.Ledger.ChosenAsync(filter, token);
        await store.Ledger.PausesAsync(token);
    }
}
