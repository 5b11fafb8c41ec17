using System.Diagnostics.Metrics;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Telemetry;

/// <summary>
/// Counts what passes over sources did in this process, in the meter "AtsBridge"; what delivery does, the engine counts in the same.
/// Attributes are names of the configuration and words of closed lists;
/// no id and nobody's data ever is one. docs/operating.md lists every instrument.
/// </summary>
public sealed class BridgeMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "AtsBridge";

    private readonly Counter<long> _runs;
    private readonly Counter<long> _records;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _decisions;

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

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value.ToString());

    private void Decided(long count, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (count > 0)
        {
            _decisions.Add(count, tags);
        }
    }
}
