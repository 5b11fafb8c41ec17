using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;
using AtsBridge.Ledger;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>What a running host counts is what its ledger holds.</summary>
public sealed class MetricsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheCountsOfAHostAreThoseOfItsLedger()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 8, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        var before = (await RunsAsync(trial))[0].RunId;
        trial.Export([.. Row.Many("A-", 8, "Interview"), new Row("B-1", "Offer"), new Row("", "Interview") { Candidate = "" }]);
        trial.Source["Schedule"] = "0 0 3 1 1 ?";
        trial.SaveConfig();
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.ErrorBefore, Status = 400, Method = "POST", PathPrefix = "/qsi/gather/candidates", After = 2 });
        trial.Sandbox.AddFault(new() { Kind = SandboxFaultKind.CutAfter, Method = "POST", PathPrefix = "/qsi/gather/candidate-interviews", After = 3 });

        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        var address = await host.AddressAsync();
        await Until.TrueAsync("everything is delivered", async () => (await trial.StatesAsync()) is { Count: 8 } all && all.All(s => s.EndsWith(" Sent", StringComparison.Ordinal) || s.EndsWith(" Rejected", StringComparison.Ordinal)));
        var scrape = await Scrape.OfAsync(address);

        var runs = (await RunsAsync(trial)).Where(r => r.RunId > before).ToList();
        Assert.Equal(runs.GroupBy(r => r.Outcome).Select(g => $"{g.Key} {g.Count()}"), scrape.By("atsbridge_runs_total", "outcome"));
        Assert.Equal(runs.Sum(r => r.Read), scrape.Value("atsbridge_records_total", ("source", "acme")));
        Assert.Equal(
            new (string Kind, long Count)[] { ("changed", runs.Sum(r => r.Changed)), ("new", runs.Sum(r => r.New)), ("quarantined", runs.Sum(r => r.Quarantined)) }.Select(k => $"{k.Kind} {k.Count}"),
            scrape.By("atsbridge_records_total", "kind"));
        Assert.Equal(runs.Sum(r => r.Transitions), scrape.Value("atsbridge_transitions_total"));

        var ledger = await LedgerAsync(trial);
        Assert.Equal(
            ledger.Decisions.Where(d => d.RunId > before).GroupBy(d => $"{d.Route ?? "-"} {d.Verdict} {d.Suppressed?.ToString() ?? "-"}").Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal),
            scrape.By("atsbridge_decisions_total", "route", "verdict", "reason"));
        Assert.Equal(
            ledger.Attempts.GroupBy(a => $"gather {a.Kind} {a.Outcome}").Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal),
            scrape.By("atsbridge_attempts_total", "sink", "kind", "outcome"));
        Assert.Contains("gather CreateInvite Unknown 1", scrape.By("atsbridge_attempts_total", "sink", "kind", "outcome"));
        Assert.Contains("gather LookUp Done 1", scrape.By("atsbridge_attempts_total", "sink", "kind", "outcome"));

        Assert.Equal(["Rejected 1", "Sent 7"], scrape.By("atsbridge_invites", "state"));
        Assert.Equal(7, scrape.Value("atsbridge_invite_lag_seconds_count", ("route", "engineering"), ("backfill", "false")));
        Assert.InRange(scrape.Value("atsbridge_invite_lag_seconds_sum"), 0, 7 * 60);
        Assert.Equal(100_000 - ledger.Attempts.Count, scrape.Value("atsbridge_budget_left", ("sink", "gather"), ("window", "00:01:00")));
        Assert.Equal((0, 0, 0), (scrape.Value("atsbridge_healthy"), scrape.Value("atsbridge_invites_due"), scrape.Value("atsbridge_invites_oldest_due_seconds")));
        Assert.InRange(Assert.Single(scrape.Of("atsbridge_source_silence_seconds", ("source", "acme"))).Value, 0, 60);
        Assert.Equal((0, 0), (scrape.Value("atsbridge_source_late"), scrape.Value("atsbridge_source_failures")));
        Assert.Equal(["gather"], scrape.Of("atsbridge_paused", ("sink", "gather")).Select(s => s.Labels["sink"]));
        Assert.All(scrape.Samples.Where(s => s.Name.StartsWith("atsbridge", StringComparison.Ordinal)), s => Assert.DoesNotContain(s.Labels.Values, l => l.Contains("A-0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AScrapeShowsWhatBecameSinceTheLastOne()
    {
        await using var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 1, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        var address = await host.AddressAsync();
        Assert.Equal((1, 0), await ReadAsync());

        (await trial.RunAsync("pause", "--sink", "gather")).Succeeded();
        await Until.TrueAsync("the gauge says that the sink is paused", async () => await ReadAsync() == (1, 1));
        (await trial.RunAsync("resume", "--sink", "gather")).Succeeded();
        await Until.TrueAsync("the gauge says that the sink goes on", async () => await ReadAsync() == (1, 0));

        async Task<(double Healthy, double Paused)> ReadAsync()
        {
            var scrape = await Scrape.OfAsync(address);
            return (scrape.Value("atsbridge_healthy"), scrape.Value("atsbridge_paused", ("sink", "gather")));
        }
    }

    private static async Task<IReadOnlyList<RunCertificate>> RunsAsync(Trial trial)
    {
        await using var store = Look(trial);
        return await store.Ledger.RunsAsync("acme", 100, Cancellation);
    }

    private static async Task<(IReadOnlyList<DecidedTransition> Decisions, IReadOnlyList<Delivery.Attempt> Attempts)> LedgerAsync(Trial trial)
    {
        await using var store = Look(trial);
        var decisions = new List<DecidedTransition>();
        foreach (var key in Row.Many("A-", 8, "Interview").Select(r => r.Id).Append("B-1"))
        {
            decisions.AddRange((await store.Ledger.ExplainAsync(key, Cancellation)).SelectMany(s => s.Transitions));
        }

        var attempts = new List<Delivery.Attempt>();
        foreach (var invite in await store.Ledger.ListAsync(new InviteFilter { Limit = 100 }, Cancellation))
        {
            attempts.AddRange(await store.Ledger.AttemptsAsync(invite.Id, Cancellation));
        }

        return (decisions, attempts);
    }

    private static AtsBridgeStore Look(Trial trial) => AtsBridgeStore.OpenSqlite($"Data Source={trial.Store}", StoreAccess.ReadOnly, TimeProvider.System);
}
