using AtsBridge.Cli.Session;
using AtsBridge.Delivery;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Hosting.Composition;
using AtsBridge.Ledger;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.EndToEnd.Tests.Fuzz;

/// <summary>Everything that a host is made of, on a real store and with a fuzzed wire, in a time that only passes when told.</summary>
internal sealed class FuzzedBridge : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private FuzzedBridge(ServiceProvider services, FakeTimeProvider time, FuzzedWire wire) => (_services, Time, Wire) = (services, time, wire);

    internal FakeTimeProvider Time { get; }

    internal FuzzedWire Wire { get; }

    private ConfiguredSink Sink => _services.GetRequiredService<ConfiguredSinks>().Find("gather")!;

    internal static FuzzedBridge Open(Trial trial, int seed)
    {
        trial.SaveConfig();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));
        var wire = new FuzzedWire(seed, time);
        var reading = ConfigurationSource.Read(trial.ConfigFile);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<IConfiguration>(reading.Raw);
        services.AddSingleton<TimeProvider>(time);
        services.AddAtsBridge(
            reading.Configuration ?? throw new InvalidOperationException(string.Join('\n', reading.Problems)), reading.Catalog,
            new AtsBridgeOptions { BaseDirectory = reading.BaseDirectory, StoreAccess = StoreAccess.Host });
        // Behind the breaker and the patience of the real client.
        services.AddHttpClient("sink:gather").AddHttpMessageHandler(() => wire);
        return new(services.BuildServiceProvider(), time, wire);
    }

    internal async Task SyncAsync()
    {
        var source = _services.GetRequiredService<ConfiguredSources>().Find("acme")!;
        var report = await _services.GetRequiredService<SourceSync>().RunAsync(source, new SyncOptions { AcceptMoved = true }, TestContext.Current.CancellationToken);
        Assert.All(report.Certificates, c => Assert.Equal(RunOutcome.Succeeded, c.Outcome));
    }

    /// <summary>Delivers until nothing happens by itself any more; a sink that was stopped is let go on, as by an operator.</summary>
    internal async Task DeliverAllAsync()
    {
        var delivery = _services.GetRequiredService<InviteDelivery>();
        var store = _services.GetRequiredService<IDeliveryStore>();
        for (var round = 0; ; round++)
        {
            Assert.True(round < 3000, $"Still not at rest after {round} rounds: {string.Join(", ", (await InvitesAsync()).GroupBy(i => i.Delivery.State).Select(g => $"{g.Count()} {g.Key}"))}");
            var summary = await delivery.DeliverDueAsync(Sink, progress: null, TestContext.Current.CancellationToken);
            if (summary.Stopped is not null)
            {
                await store.SetStoppedAsync(Sink.Name, reason: null, Time.GetUtcNow(), TestContext.Current.CancellationToken);
            }
            else if (summary.NextAt is { } next)
            {
                // Some rounds later than due: the clock of the wire runs on besides.
                Time.Advance(next > Time.GetUtcNow() ? next - Time.GetUtcNow() : TimeSpan.FromMilliseconds(100));
            }
            else
            {
                return;
            }
        }
    }

    internal Task<IReadOnlyList<Invite>> InvitesAsync() =>
        _services.GetRequiredService<ILedgerStore>().ListAsync(new InviteFilter { Limit = 10_000 }, TestContext.Current.CancellationToken);

    internal Task<IReadOnlyList<Attempt>> AttemptsAsync(Invite invite) =>
        _services.GetRequiredService<ILedgerStore>().AttemptsAsync(invite.Id, TestContext.Current.CancellationToken);

    internal async Task RetryAsync(InviteState state)
    {
        var invites = (await InvitesAsync()).Where(i => i.Delivery.State == state).Select(i => i.Id).ToList();
        await _services.GetRequiredService<InviteActs>().RetryAsync(invites, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
