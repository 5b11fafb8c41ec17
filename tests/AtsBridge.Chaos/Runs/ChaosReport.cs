using System.Text;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Runs;

/// <summary>What a run of chaos came to.</summary>
internal sealed record ChaosReport
{
    internal required ChaosOptions Options { get; init; }

    /// <summary>How often the host was ended, by the moment.</summary>
    internal required IReadOnlyDictionary<string, int> Ends { get; init; }

    internal required int People { get; init; }

    internal required int Owed { get; init; }

    internal required int Created { get; init; }

    internal required int Duplicates { get; init; }

    internal required int Unasked { get; init; }

    internal required int Lost { get; init; }

    internal required int NeedsReview { get; init; }

    internal required IReadOnlyList<RequestEntry> Requests { get; init; }

    internal required TimeSpan Took { get; init; }

    internal required TimeSpan TookAfterTheLastKill { get; init; }

    /// <summary>What must not be, one sentence each; empty: the run is good.</summary>
    internal required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>Where store, logs and exports are, where they were kept.</summary>
    internal string? Kept { get; init; }

    /// <summary>Kills, of whatever kind.</summary>
    internal int Kills => Ends.Where(e => e.Key.StartsWith("killed", StringComparison.Ordinal)).Sum(e => e.Value);

    /// <summary>Refusals for the rate limit that no fault made: our budget was not kept.</summary>
    internal int Refused => Requests.Count(r => r is { Status: 429, Fault: null });

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(FormattableString.Invariant($"seed {Options.Seed}, {Took.TotalSeconds:0} s in all, {TookAfterTheLastKill.TotalSeconds:0} s of it after the last kill"));
        text.AppendLine(FormattableString.Invariant($"kills            {Kills}"));
        foreach (var (end, count) in Ends.OrderByDescending(e => e.Value))
        {
            text.AppendLine(FormattableString.Invariant($"  {count,6} {end}"));
        }

        text.AppendLine(FormattableString.Invariant($"requests         {Requests.Count}, of these with a fault {Requests.Count(r => r.Fault is not null)}"));
        foreach (var fault in Requests.Where(r => r.Fault is not null).GroupBy(r => r.Fault!.Value).OrderByDescending(g => g.Count()))
        {
            text.AppendLine(FormattableString.Invariant($"  {fault.Count(),6} {fault.Key}"));
        }

        text.AppendLine(FormattableString.Invariant($"429 unprovoked   {Refused}"));
        text.AppendLine(FormattableString.Invariant($"people           {People}"));
        text.AppendLine(FormattableString.Invariant($"invites owed     {Owed}"));
        text.AppendLine(FormattableString.Invariant($"invites created  {Created}"));
        text.AppendLine(FormattableString.Invariant($"duplicates       {Duplicates}"));
        text.AppendLine(FormattableString.Invariant($"to nobody's wish {Unasked}"));
        text.AppendLine(FormattableString.Invariant($"lost             {Lost}"));
        text.AppendLine(FormattableString.Invariant($"needs review     {NeedsReview}"));
        foreach (var sentence in Wrong.Take(50))
        {
            text.AppendLine($"WRONG {sentence}");
        }

        if (Kept is not null)
        {
            text.AppendLine($"store, exports and log are kept in {Kept}");
        }

        return text.Append(Wrong.Count == 0 ? "good" : FormattableString.Invariant($"{Wrong.Count} things are wrong")).ToString();
    }
}
