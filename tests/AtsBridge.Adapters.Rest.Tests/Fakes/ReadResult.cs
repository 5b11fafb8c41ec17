namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>All pages of one read.</summary>
internal sealed record ReadResult(IReadOnlyList<SourcePage> Pages)
{
    public IReadOnlyList<SourceRecord> Records => [.. Pages.SelectMany(p => p.Records)];

    public IReadOnlyList<RejectedRecord> Rejected => [.. Pages.SelectMany(p => p.Rejected)];

    public int Unchanged => Pages.Sum(p => p.Unchanged.Count);

    public string? Next => Pages.LastOrDefault(p => p.Next is not null)?.Next;

    public IEnumerable<string?> Ids => Records.Select(r => r.ApplicationId);

    public KnownSet Known => new(Records.Select(r => r.Fingerprint!.Value));
}
