using System.Diagnostics.Metrics;
using AtsBridge.Delivery;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Health;
using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Telemetry;

/// <summary>
/// How everything stands, as gauges of the meter "AtsBridge", from the same model as <c>status</c>. They tell what
/// <see cref="LatestStatus"/> knows, and nothing while that is nothing: whoever scrapes lets it look first.
/// </summary>
public sealed class BridgeGauges
{
    private readonly LatestStatus _latest;
    private readonly BridgeConfiguration _configuration;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Where meters come from.</param>
    /// <param name="latest">How everything stands.</param>
    /// <param name="configuration">What there is.</param>
    public BridgeGauges(IMeterFactory meters, LatestStatus latest, BridgeConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (_latest, _configuration) = (latest, configuration);
        var meter = meters.Create(BridgeMetrics.MeterName);
        meter.CreateObservableGauge("atsbridge.healthy", () => _latest.Known is { Healthy: true } ? 1 : 0, unit: null, "1 where nothing needs a person.");
        meter.CreateObservableGauge("atsbridge.source.silence", () => Sources(s => s.Silence?.TotalSeconds), "s", "Since the last good run of a source, or since its first run.");
        meter.CreateObservableGauge("atsbridge.source.late", () => Sources(s => s.Late ? 1 : 0), unit: null, "1 where a source has had no good run for longer than its schedule allows.");
        meter.CreateObservableGauge("atsbridge.source.failures", () => Sources(s => s.FailedRuns), "{run}", "Runs that have failed since the last good one.");
        meter.CreateObservableGauge("atsbridge.sink.stopped", () => Sinks(s => s.Condition == SinkCondition.Stopped ? 1 : 0), unit: null, "1 where a sink does not accept our key.");
        meter.CreateObservableGauge("atsbridge.paused", Paused, unit: null, "1 where a person has paused a sink or a route.");
        meter.CreateObservableUpDownCounter("atsbridge.invites", Invites, "{invite}", "Invites by state.");
        meter.CreateObservableUpDownCounter("atsbridge.invites.due", () => Sinks(s => s.Due), "{invite}", "Invites whose time has come.");
        meter.CreateObservableGauge("atsbridge.invites.oldest_due", () => Sinks(s => s.OldestDueAge.TotalSeconds), "s", "Since the time of the oldest due invite came.");
        meter.CreateObservableGauge("atsbridge.budget.left", Budgets, "{request}", "Requests that a rate limit still allows now.");
    }

    private IEnumerable<Measurement<double>> Sources(Func<SourceStatus, double?> value) =>
        from source in _latest.Known?.Sources ?? []
        let measured = value(source)
        where measured is not null
        select new Measurement<double>(measured.Value, Tag("source", source.Name));

    private IEnumerable<Measurement<double>> Sinks(Func<SinkStatus, double> value) =>
        (_latest.Known?.Sinks ?? []).Select(sink => new Measurement<double>(value(sink), Tag("sink", sink.Name)));

    private IEnumerable<Measurement<long>> Paused()
    {
        if (_latest.Known is not { } status)
        {
            yield break;
        }

        foreach (var sink in _configuration.Sinks)
        {
            yield return Paused(status, PauseScope.Sink, sink.Name);
        }

        foreach (var route in _configuration.Routes.All)
        {
            yield return Paused(status, PauseScope.Route, route.Name);
        }
    }

    private static Measurement<long> Paused(BridgeStatus status, PauseScope scope, string name) => new(
        status.Pauses.Any(p => p.Scope == scope && string.Equals(p.Name, name, StringComparison.Ordinal)) ? 1 : 0,
        Tag(scope == PauseScope.Sink ? "sink" : "route", name));

    /// <summary>Every state and every reason, those without an invite too: an alert ends only where a zero follows.</summary>
    private IEnumerable<Measurement<long>> Invites()
    {
        foreach (var sink in _latest.Known?.Sinks ?? [])
        {
            foreach (var state in Enum.GetValues<InviteState>().Where(s => s != InviteState.Held))
            {
                yield return new(sink.Invites.GetValueOrDefault(state), Tag("sink", sink.Name), Tag("state", state));
            }

            foreach (var reason in Enum.GetValues<HoldReason>())
            {
                yield return new(sink.Held.GetValueOrDefault(reason), Tag("sink", sink.Name), Tag("state", InviteState.Held), Tag("reason", reason));
            }
        }
    }

    private IEnumerable<Measurement<long>> Budgets() =>
        from sink in _latest.Known?.Sinks ?? []
        from budget in sink.Budgets
        select new Measurement<long>(budget.Left, Tag("sink", sink.Name), Tag("window", budget.Limit.Window));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value.ToString());
}
