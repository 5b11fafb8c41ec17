using AtsBridge.Delivery;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Health;

/// <summary>How one sink stands.</summary>
public sealed record SinkStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The adapter that sends.</summary>
    public required string Adapter { get; init; }

    /// <summary>Whether requests may be made of it.</summary>
    public SinkCondition Condition { get; init; }

    /// <summary>Why it is stopped; null where it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it is stopped or paused, UTC; null where it is neither.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when it refuses every request, UTC; null where it does not.</summary>
    public DateTimeOffset? LimitedUntil { get; init; }

    /// <summary>What is left of each of its rate limits, by our own books.</summary>
    public IReadOnlyList<BudgetLeft> Budgets { get; init; } = [];

    /// <summary>Invites whose time has come.</summary>
    public long Due { get; init; }

    /// <summary>When the time of the oldest of them came, UTC; null where none is due.</summary>
    public DateTimeOffset? OldestDueAt { get; init; }

    /// <summary>How long that is ago; zero where none is due.</summary>
    public TimeSpan OldestDueAge { get; init; }

    /// <summary>How many invites stand where; a state without any is left out.</summary>
    public IReadOnlyDictionary<InviteState, long> Invites { get; init; } = new Dictionary<InviteState, long>();

    /// <summary>Webhooks of the last day that told of an invite of ours.</summary>
    public long WebhooksCame { get; init; }

    /// <summary>Webhooks of the last day that were due and did not come.</summary>
    public long WebhooksLost { get; init; }

    /// <summary>How many of the held ones wait for what; a reason without any is left out.</summary>
    public IReadOnlyDictionary<HoldReason, long> Held { get; init; } = new Dictionary<HoldReason, long>();
}
