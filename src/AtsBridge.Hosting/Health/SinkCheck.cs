using AtsBridge.Delivery;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Health;

/// <summary>Judges one sink by what is on record of it and of its invites: a pure function.</summary>
internal static class SinkCheck
{
    internal static SinkStatus Status(SinkConfiguration sink, SinkFacts facts, Pause? pause, DateTimeOffset now) => new()
    {
        Name = sink.Name,
        Adapter = sink.Adapter.Name,
        Condition = facts.StoppedReason is not null ? SinkCondition.Stopped
            : pause is not null ? SinkCondition.Paused
            : facts.LimitedUntil is not null ? SinkCondition.Limited : SinkCondition.Works,
        Reason = facts.StoppedReason,
        Since = facts.StoppedReason is not null ? facts.StoppedSince : pause?.Since,
        LimitedUntil = facts.LimitedUntil,
        Budgets = facts.Budgets,
        Due = facts.Due,
        OldestDueAt = facts.OldestDueAt,
        OldestDueAge = now - facts.OldestDueAt ?? TimeSpan.Zero,
        Invites = facts.Invites,
        WebhooksCame = facts.WebhooksCame,
        WebhooksLost = facts.WebhooksLost,
        Held = facts.Held,
    };

    internal static IEnumerable<Finding> Problems(SinkStatus sink)
    {
        var held = sink.Held.GetValueOrDefault(HoldReason.SinkStopped);
        if (sink.Condition == SinkCondition.Stopped)
        {
            var waiting = held == 0 ? "" : $" {Invites(held)} held for it.";
            yield return new(
                FindingKind.SinkStopped, sink.Name,
                FormattableString.Invariant($"Sink {sink.Name} is stopped since {sink.Since:u}: {sink.Reason} Change its key and restart the host, or call sync.{waiting}"),
                "atsbridge validate --online", held);
        }
        else if (held > 0)
        {
            yield return Counted(sink, FindingKind.HeldForSink, held, "held because the sink was stopped, and it is not any more: release them", "--held SinkStopped");
        }

        var review = sink.Invites.GetValueOrDefault(InviteState.NeedsReview);
        if (review > 0)
        {
            yield return Counted(sink, FindingKind.NeedsReview, review, "in doubt: look at the sink for the person, then retry", "--state NeedsReview");
        }

        var rejected = sink.Invites.GetValueOrDefault(InviteState.Rejected);
        if (rejected > 0)
        {
            yield return Counted(sink, FindingKind.Rejected, rejected, "rejected by the sink: mend the cause and retry, or cancel", "--state Rejected");
        }

        var tripped = sink.Held.GetValueOrDefault(HoldReason.GuardTripped);
        if (tripped > 0)
        {
            yield return Counted(sink, FindingKind.GuardTripped, tripped, "held because a guard tripped: release them, or cancel them", "--held GuardTripped");
        }
    }

    internal static IEnumerable<Finding> Notes(SinkStatus sink)
    {
        if (sink.LimitedUntil is { } until)
        {
            yield return new(FindingKind.Limited, sink.Name, FormattableString.Invariant($"Sink {sink.Name} takes no request until {until:u}, and goes on by itself then."));
        }

        if (sink.WebhooksLost > 0)
        {
            yield return new(
                FindingKind.WebhooksLost, sink.Name,
                FormattableString.Invariant($"Of {sink.WebhooksCame + sink.WebhooksLost} webhooks of sink {sink.Name} that were due in the last day, {sink.WebhooksLost} did not come; asking has found what they would have told. Can their address be reached from outside?"),
                Count: sink.WebhooksLost);
        }
    }

    private static Finding Counted(SinkStatus sink, FindingKind kind, long count, string what, string which) => new(
        kind, sink.Name, $"{Invites(count)} {what}.", $"atsbridge invites list {which} --sink {CommandText.Quoted(sink.Name)}", count);

    private static string Invites(long count) => count == 1 ? "1 invite is" : FormattableString.Invariant($"{count} invites are");
}
