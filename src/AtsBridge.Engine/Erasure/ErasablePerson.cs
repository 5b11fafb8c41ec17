using AtsBridge.Ledger;

namespace AtsBridge.Erasure;

/// <summary>
/// Everything on record that belongs to one person: all that shares a candidate id of a source, an e-mail address or an invite,
/// and what shares one with that, to the end.
/// </summary>
public sealed record ErasablePerson
{
    /// <summary>The applications, by source and key.</summary>
    public required IReadOnlyList<ErasableApplication> Applications { get; init; }

    /// <summary>The invites, the oldest first.</summary>
    public required IReadOnlyList<Invite> Invites { get; init; }

    /// <summary>What sinks have of the person.</summary>
    public required IReadOnlyList<SinkCopy> AtSinks { get; init; }

    /// <summary>Transitions on record.</summary>
    public int Transitions { get; init; }

    /// <summary>Requests on record.</summary>
    public int Attempts { get; init; }

    /// <summary>Records in quarantine that name the person.</summary>
    public int Quarantined { get; init; }

    /// <summary>
    /// One source knows it as several candidates: the same person twice, or people who share an address. As nobody but a person can
    /// tell, somebody has to.
    /// </summary>
    public bool IsSeveral => Applications.Where(a => a.Application.CandidateId is not null)
        .GroupBy(a => a.Source, StringComparer.Ordinal)
        .Any(g => g.Select(a => a.Application.CandidateId).Distinct(StringComparer.Ordinal).Skip(1).Any());
}
