using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>Puts a trial's store into a state that would take hours, or a fault, to come about by itself.</summary>
internal static class LedgerEdit
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task EditAsync(this Trial trial, Func<AtsBridgeStore, Task> edit)
    {
        await using var store = AtsBridgeStore.OpenSqlite($"Data Source={trial.Store}", StoreAccess.Host, TimeProvider.System);
        await edit(store);
    }

    /// <summary>A run of the source that ended so long ago.</summary>
    public static Task RanAsync(this Trial trial, RunOutcome outcome, TimeSpan ago, long quarantined = 0) => trial.EditAsync(async store =>
    {
        await using var session = await store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation);
        var at = TimeProvider.System.GetUtcNow() - ago;
        var run = await session.BeginRunAsync(at, Cancellation);
        await session.EndRunAsync(
            new()
            {
                RunId = run, Source = "acme", StartedAt = at, FinishedAt = at, Outcome = outcome, Read = quarantined, Quarantined = quarantined,
                Reason = outcome == RunOutcome.Failed ? "The folder is gone." : null,
            },
            [], Cancellation);
    });

    /// <summary>The one invite of the ledger stands elsewhere.</summary>
    public static Task StandsAsync(this Trial trial, DeliveryState state) => trial.EditAsync(async store =>
    {
        var invite = Assert.Single(await store.Ledger.ListAsync(new InviteFilter(), Cancellation));
        Assert.True(await store.Ledger.ChangeAsync(invite with { Delivery = state }, TimeProvider.System.GetUtcNow(), Cancellation));
    });
}
