using System.Collections.Immutable;
using AtsBridge.Delivery;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>The counts of a run while it goes on.</summary>
internal sealed class RunTally
{
    /// <summary>Excerpts are for the first so many; a set that is all wrong must not fill the memory.</summary>
    private const int MostExcerpts = 1_000;

    /// <summary>More than this are counted and not listed one by one; whoever mends so many mends the export.</summary>
    private const int MostListed = 100_000;

    private readonly Dictionary<string, long> _warnings = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private int _rejections;

    internal long Read { get; set; }

    internal long Unchanged { get; set; }

    internal long Changed { get; set; }

    internal long New { get; set; }

    internal long Reappeared { get; set; }

    internal long Quarantined { get; private set; }

    internal long Vanished { get; set; }

    internal long Cancelled { get; set; }

    internal string? Set { get; private set; }

    internal Movement Movement { get; } = new();

    /// <summary>Applications that were known before the run.</summary>
    internal long Known { get; init; }

    /// <summary>The cursor that the run reads from.</summary>
    internal string? Since { get; init; }

    /// <summary>Whether more records went to quarantine than are listed, so that the list says nothing about those who are not on it.</summary>
    internal bool ListIsCut => _rejections > MostListed;

    /// <summary>What the guard has against the run's movement.</summary>
    internal Suspicion? Suspicion { get; set; }

    /// <summary>Unsent invites that are held instead of cancelled, because the movement that left them behind is suspected.</summary>
    internal long Kept { get; set; }

    /// <summary>What the routes' guards hold, by route.</summary>
    internal Dictionary<string, string> Tripped { get; } = new(StringComparer.Ordinal);

    /// <summary>Why invites of the run are held by a guard.</summary>
    internal string? Guard => Tripped.Values.Prepend(Suspicion is null ? null : Join(Suspicion.Words, Suspicion.Advice)).OfType<string>().ToList() is { Count: > 0 } words
        ? string.Join("; ", words)
        : null;

    internal Decisions Decisions { get; } = new();

    /// <summary>Who moved and had a decision of a route that invites at its first sync; who merely stands there is decided apart.</summary>
    internal HashSet<string> Invitable { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked of the sinks for invites that they have, by route.</summary>
    internal Dictionary<(string Route, SinkAct Act), int> Asked { get; } = [];

    /// <summary>Rejections that are not yet written.</summary>
    internal List<RejectedRecord> Rejected { get; } = [];

    internal void Quarantine(RejectedRecord record)
    {
        Quarantined++;
        if (++_rejections > MostListed)
        {
            Warn(FormattableString.Invariant($"records beyond the first {MostListed} in quarantine are counted and not listed"));
            return;
        }

        Rejected.Add(_rejections > MostExcerpts ? record with { Excerpt = null } : record);
    }

    internal void Warn(string warning) => _warnings[warning] = _warnings.GetValueOrDefault(warning) + 1;

    internal void Note(SourcePage page)
    {
        Set = page.Set ?? Set;
        _notes.AddRange(page.Notes.Where(note => !_notes.Contains(note, StringComparer.Ordinal)));
    }

    internal RunCertificate Certify(RunCertificate opened, RunOutcome outcome, DateTimeOffset at, string? reason = null) => opened with
    {
        Set = Set,
        Outcome = outcome,
        Reason = reason,
        FinishedAt = outcome == RunOutcome.Running ? null : at,
        Read = Read,
        Unchanged = Unchanged,
        Changed = Changed,
        New = New,
        Quarantined = Quarantined,
        Vanished = Vanished,
        Known = Known,
        Since = Quarantined > 0 ? Since : null,
        Moved = Movement.Moved,
        Guard = Guard,
        Cancelled = Cancelled,
        Transitions = Decisions.Transitions,
        Invited = Decisions.Routes.Values.Sum(r => r.Invited),
        Held = Decisions.Routes.Values.Sum(r => r.Held),
        Suppressed = Decisions.Suppressed(),
        Notes = [.. _notes, .. _warnings.Select(w => FormattableString.Invariant($"{w.Key} ({w.Value} records)"))],
    };

    /// <summary>The certificate after a later set of the pass has tripped a guard.</summary>
    internal RunCertificate Recount(RunCertificate certificate) => certificate with
    {
        Invited = Decisions.Routes.Values.Sum(r => r.Invited),
        Held = Decisions.Routes.Values.Sum(r => r.Held),
        Guard = Guard,
    };

    private static string Join(string words, string? advice) => advice is null ? words : $"{words}. {advice}";

    /// <summary>A failed run changed nothing: it has read and quarantined, and decided nothing.</summary>
    internal RunCertificate CertifyFailure(RunCertificate opened, DateTimeOffset at, string reason) =>
        Certify(opened, RunOutcome.Failed, at, reason) with
        {
            Transitions = 0, Invited = 0, Held = 0, Cancelled = 0, Vanished = 0, Moved = 0, Guard = null,
            Suppressed = ImmutableSortedDictionary<SuppressReason, long>.Empty,
        };
}
