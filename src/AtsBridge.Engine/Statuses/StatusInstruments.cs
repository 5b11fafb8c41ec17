using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AtsBridge.Statuses;

/// <summary>
/// Counts how statuses are learned, for whoever listens to the meter. The counts of the store (<see cref="IStatusStore.CountAsync"/>)
/// survive a restart; these also count what leaves no row, such as requests that were refused.
/// </summary>
internal static class StatusInstruments
{
    /// <summary>The name of the meter.</summary>
    internal const string MeterName = "AtsBridge";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Webhooks = Meter.CreateCounter<long>(
        "atsbridge.webhooks", "{webhook}", "Requests at webhook addresses by result (taken, repeated, ignored, refused, closed), and webhooks that were due and did not come (lost).");

    private static readonly Counter<long> Statuses = Meter.CreateCounter<long>(
        "atsbridge.statuses", "{status}", "Statuses that moved an invite, by how they were learned: webhook or poll.");

    internal static void Answered(string sink, WebhookVerdict verdict) =>
        Webhooks.Add(1, new TagList { { "sink", sink }, { "result", verdict.ToString().ToLowerInvariant() } });

    internal static void Lost(string sink, int count)
    {
        if (count > 0)
        {
            Webhooks.Add(count, new TagList { { "sink", sink }, { "result", "lost" } });
        }
    }

    internal static void Learned(string sink, string by, int count = 1)
    {
        if (count > 0)
        {
            Statuses.Add(count, new TagList { { "sink", sink }, { "by", by } });
        }
    }
}
