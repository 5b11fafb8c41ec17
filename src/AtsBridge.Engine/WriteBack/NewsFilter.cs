namespace AtsBridge.WriteBack;

/// <summary>Which news to list. What is not given does not matter.</summary>
public sealed record NewsFilter
{
    /// <summary>In one of these states; empty: in any.</summary>
    public IReadOnlyList<NewsState> States { get; init; } = [];

    /// <summary>Of this route.</summary>
    public string? Route { get; init; }

    /// <summary>Of applications of this source.</summary>
    public string? Source { get; init; }

    /// <summary>Of the invites with these numbers; empty: of any.</summary>
    public IReadOnlyList<long> Invites { get; init; } = [];

    /// <summary>At most so many, the newest invites first.</summary>
    public int Limit { get; init; } = 50;
}
