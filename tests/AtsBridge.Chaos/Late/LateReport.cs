namespace AtsBridge.Chaos.Late;

/// <summary>What came of a platform that is late.</summary>
internal sealed record LateReport
{
    internal required LateCase Case { get; init; }

    /// <summary>Requests that were carried out late.</summary>
    internal required int Late { get; init; }

    internal required int Owed { get; init; }

    internal required int Created { get; init; }

    internal required int Duplicates { get; init; }

    /// <summary>The most invites that one person got to one interview.</summary>
    internal required int MostForOne { get; init; }

    internal required int NeedsReview { get; init; }

    internal required int Lost { get; init; }

    /// <summary>What is wrong whatever the bound: a host that ended by itself, an invite that came to no end, a ledger that says otherwise than the sink.</summary>
    internal required IReadOnlyList<string> Wrong { get; init; }

    public override string ToString() => FormattableString.Invariant(
        $"{Case.What} ({Case.Delay.TotalSeconds:0.0} s late, settle time {LateCase.SettleTime.TotalSeconds:0.0} s, client waits {LateCase.AttemptTimeout.TotalSeconds:0.0} s): {Late} late of {Owed} owed, {Created} created, {Duplicates} duplicates (at most {MostForOne} for one person), {NeedsReview} need review, {Lost} lost");
}
