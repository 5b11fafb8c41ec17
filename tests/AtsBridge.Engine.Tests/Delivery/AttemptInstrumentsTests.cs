using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AtsBridge.Delivery;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>Whatever is on record as ended is counted, as what it is on record as.</summary>
public sealed class AttemptInstrumentsTests : IDisposable
{
    /// <summary>The meter is the process's, and other tests deliver at the same time: what flows from this test alone is its own.</summary>
    private static readonly AsyncLocal<ConcurrentQueue<string>?> Mine = new();

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = [];

    public AttemptInstrumentsTests()
    {
        Mine.Value = _counted;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "atsbridge.attempts" or "atsbridge.invite.lag")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task LookUpsStatusesAndResendsAreRequestsToo()
    {
        await using var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Finds(new FindResult.Person("p-1"));
        world.FailFirst(1, () => new SinkException(SinkFault.Ambiguous, "cut off"));
        await world.DeliverAllAsync();
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs(
            _ => throw new SinkException(SinkFault.Transient, "503"), _ => new InviteStatus(InviteProgress.Sent, "sent"));
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs(new ResendResult.Resent());
        for (var i = 0; i < 2; i++)
        {
            world.Time.Advance(TimeSpan.FromHours(1));
            await new StatusRefresh(world.Store.Delivery, world.Store.Statuses, world.Clocks).RefreshAsync(world.Configured, TimeSpan.FromMinutes(1), 1, DeliveryWorld.Cancellation);
        }

        await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: true, DeliveryWorld.Cancellation);

        var lag = world.Policy.SettleTime.TotalSeconds;
        Assert.Equal(
            [
                "1 kind=CreateInvite outcome=Done sink=gather",
                "1 kind=CreatePerson outcome=Unknown sink=gather",
                "1 kind=LookUp outcome=Done sink=gather",
                "1 kind=Resend outcome=Done sink=gather",
                "1 kind=Status outcome=Done sink=gather",
                "1 kind=Status outcome=NotCarriedOut sink=gather",
                FormattableString.Invariant($"{lag} backfill=false route=engineering sink=gather"),
            ],
            _counted.Order(StringComparer.Ordinal));
        var recorded = (await world.AttemptsAsync("A")).Select(a => $"1 kind={a.Kind} outcome={a.Outcome} sink=gather");
        Assert.Equal(recorded.Order(StringComparer.Ordinal), _counted.Where(c => c.Contains("kind=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Mine.Value?.Enqueue(string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal).Prepend(FormattableString.Invariant($"{value}"))));
}
