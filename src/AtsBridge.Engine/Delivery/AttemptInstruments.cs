using System.Diagnostics;
using System.Diagnostics.Metrics;
using AtsBridge.Ledger;
using AtsBridge.Statuses;

namespace AtsBridge.Delivery;

/// <summary>Counts the requests to sinks that this process has brought to an end, for whoever listens to the meter.</summary>
internal static class AttemptInstruments
{
    private static readonly Meter Meter = new(StatusInstruments.MeterName);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "atsbridge.attempts", "{attempt}", "Requests to sinks that ended, by kind and outcome.");

    /// <summary>From a live invite that goes at once to a backfill that waits for the budget of days.</summary>
    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "atsbridge.invite.lag", "s", "From the moment that an invite was made until the sink had it.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200] });

    internal static void Ended(string sink, AttemptKind kind, AttemptOutcome outcome) =>
        Attempts.Add(1, new TagList { { "sink", sink }, { "kind", kind.ToString() }, { "outcome", outcome.ToString() } });

    internal static void Sent(Invite invite, DateTimeOffset at) => Lag.Record(
        Math.Max(0, (at - invite.CreatedAt).TotalSeconds),
        new TagList { { "sink", invite.Sink }, { "route", invite.Route }, { "backfill", invite.Backfill ? "true" : "false" } });
}
