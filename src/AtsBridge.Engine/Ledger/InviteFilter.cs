using AtsBridge.Delivery;
using AtsBridge.Routing;

namespace AtsBridge.Ledger;

/// <summary>Which invites to list. What is not given does not matter.</summary>
public sealed record InviteFilter
{
    /// <summary>In one of these states; empty: in any.</summary>
    public IReadOnlyList<InviteState> States { get; init; } = [];

    /// <summary>Of this sink.</summary>
    public string? Sink { get; init; }

    /// <summary>Of this route.</summary>
    public string? Route { get; init; }

    /// <summary>Of this source.</summary>
    public string? Source { get; init; }

    /// <summary>With one of these numbers; empty: any.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Made by this run, or held by its guard.</summary>
    public long? RunId { get; init; }

    /// <summary>Held for this reason.</summary>
    public HoldReason? Held { get; init; }

    /// <summary>Last changed before this moment.</summary>
    public DateTimeOffset? ChangedBefore { get; init; }

    /// <summary>At most so many, the newest first.</summary>
    public int Limit { get; init; } = 50;
}
