using AtsBridge.Delivery;
using AtsBridge.Routing;

namespace AtsBridge.Ledger;

/// <summary>How a sink stands at one moment.</summary>
public sealed record SinkFacts
{
    /// <summary>Why it is stopped; null where it is not.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>Since when it is stopped, UTC; null where it is not.</summary>
    public DateTimeOffset? StoppedSince { get; init; }

    /// <summary>Until when it refuses every request, UTC; null where it does not.</summary>
    public DateTimeOffset? LimitedUntil { get; init; }

    /// <summary>What is left of each of its rate limits.</summary>
    public IReadOnlyList<BudgetLeft> Budgets { get; init; } = [];

    /// <summary>Invites whose time has come: to be sent, looked up, sent again or archived.</summary>
    public long Due { get; init; }

    /// <summary>When the time of the oldest of them came, UTC; null where none is due.</summary>
    public DateTimeOffset? OldestDueAt { get; init; }

    /// <summary>How many invites stand where; a state without any is left out.</summary>
    public IReadOnlyDictionary<InviteState, long> Invites { get; init; } = new Dictionary<InviteState, long>();

    /// <summary>Webhooks of the last day that told of an invite of ours.</summary>
    public long WebhooksCame { get; init; }

    /// <summary>Webhooks of the last day that were due and did not come; asking has found what they would have told.</summary>
    public long WebhooksLost { get; init; }

    /// <summary>How many of the held ones wait for what; a reason without any is left out.</summary>
    public IReadOnlyDictionary<HoldReason, long> Held { get; init; } = new Dictionary<HoldReason, long>();
}
