namespace AtsBridge.Testing;

/// <summary>What one read, or several one behind the other, delivered.</summary>
/// <param name="Since">The cursor that it began with.</param>
/// <param name="Pages">The pages, in order.</param>
internal sealed record Reading(string? Since, IReadOnlyList<SourcePage> Pages)
{
    internal IReadOnlyList<SourceRecord> Records { get; } = [.. Pages.SelectMany(p => p.Records)];

    internal IReadOnlyList<RejectedRecord> Rejected { get; } = [.. Pages.SelectMany(p => p.Rejected)];

    internal IReadOnlyList<UInt128> Unchanged { get; } = [.. Pages.SelectMany(p => p.Unchanged)];

    /// <summary>What is stored once all of it is committed.</summary>
    internal string? Next { get; } = Pages.LastOrDefault(p => p.Next is not null)?.Next ?? Since;

    internal bool More => Pages.Count > 0 && Pages[^1].More;

    internal int Count => Records.Count + Rejected.Count + Unchanged.Count;

    internal Reading Then(Reading later) => new(Since, [.. Pages, .. later.Pages]);
}
