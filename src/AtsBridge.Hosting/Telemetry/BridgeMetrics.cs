using System.Diagnostics.Metrics;
using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Telemetry;

/// <summary>
/// Counts what this process does, in the meter "AtsBridge". Attributes are names of the configuration and words of closed lists;
/// no id and nobody's data ever is one. docs/operating.md lists every instrument.
/// </summary>
public sealed class BridgeMetrics : IProgress<FinishedAttempt>
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "AtsBridge";

    /// <summary>From a live invite that goes at once to a backfill that waits for the budget of days, in seconds.</summary>
    private static readonly double[] LagBuckets = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200];

    private readonly Counter<long> _runs;
    private readonly Counter<long> _records;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _lag;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Where meters come from.</param>
    public BridgeMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _runs = meter.CreateCounter<long>("atsbridge.runs", "{run}", "Runs that ended.");
        _records = meter.CreateCounter<long>("atsbridge.records", "{record}", "Records that were read.");
        _transitions = meter.CreateCounter<long>("atsbridge.transitions", "{transition}", "Applications whose place changed.");
        _decisions = meter.CreateCounter<long>("atsbridge.decisions", "{decision}", "What was concluded for transitions.");
        _attempts = meter.CreateCounter<long>("atsbridge.attempts", "{attempt}", "Requests to sinks that ended.");
        _lag = meter.CreateHistogram(
            "atsbridge.invite.lag", "s", "From the moment an invite was made until the sink had it.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = LagBuckets });
    }

    /// <summary>Counts a pass over a source.</summary>
    /// <param name="report">What it did.</param>
    public void Count(SyncReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var source = Tag("source", report.Source);
        foreach (var run in report.Certificates)
        {
            _runs.Add(1, source, Tag("outcome", run.Outcome));
            _records.Add(run.Unchanged, source, Tag("kind", "unchanged"));
            _records.Add(run.Changed, source, Tag("kind", "changed"));
            _records.Add(run.New, source, Tag("kind", "new"));
            _records.Add(run.Quarantined, source, Tag("kind", "quarantined"));
            _transitions.Add(run.Transitions, source);
        }

        foreach (var route in report.Routes)
        {
            Decided(route.Invited, source, Tag("route", route.Route), Tag("verdict", Verdict.Invite));
            Decided(route.Held, source, Tag("route", route.Route), Tag("verdict", Verdict.Hold));
            foreach (var (reason, count) in route.Suppressed)
            {
                Decided(count, source, Tag("route", route.Route), Tag("verdict", Verdict.Suppress), Tag("reason", reason));
            }
        }

        // What no route took stands in the certificates alone.
        foreach (var all in report.Certificates.SelectMany(c => c.Suppressed).GroupBy(p => p.Key))
        {
            var count = all.Sum(p => p.Value) - report.Routes.Sum(r => r.Suppressed.GetValueOrDefault(all.Key));
            Decided(count, source, Tag("verdict", Verdict.Suppress), Tag("reason", all.Key));
        }
    }

    /// <summary>Counts a pass that broke off and has no report.</summary>
    /// <param name="source">The source.</param>
    /// <param name="outcome">How it is on record.</param>
    public void CountBroken(string source, RunOutcome outcome) => _runs.Add(1, Tag("source", source), Tag("outcome", outcome));

    /// <summary>Counts a request to a sink.</summary>
    /// <param name="value">The request.</param>
    public void Report(FinishedAttempt value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var sink = Tag("sink", value.Sink);
        _attempts.Add(1, sink, Tag("kind", value.Kind), Tag("outcome", value.Outcome));
        if (value.Lag is { } lag)
        {
            _lag.Record(Math.Max(0, lag.TotalSeconds), sink, Tag("route", value.Route), Tag("backfill", value.Backfill ? "true" : "false"));
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value.ToString());

    private void Decided(long count, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (count > 0)
        {
            _decisions.Add(count, tags);
        }
    }
}
