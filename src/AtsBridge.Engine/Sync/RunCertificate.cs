using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>
/// What a run did, in numbers that must balance: read = unchanged + changed + new + quarantined, and transitions = invited +
/// held + suppressed. A run that does not balance has failed.
/// </summary>
public sealed record RunCertificate
{
    /// <summary>The run's number; 0 in a plan.</summary>
    public long RunId { get; init; }

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>What people call the set, such as the file's name.</summary>
    public string? Set { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How it ended.</summary>
    public RunOutcome Outcome { get; init; }

    /// <summary>Why it failed and what to do; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it was the source's first sync.</summary>
    public bool Baseline { get; init; }

    /// <summary>Records in the set.</summary>
    public long Read { get; init; }

    /// <summary>Records that are as they were known.</summary>
    public long Unchanged { get; init; }

    /// <summary>Records of known applications that differ.</summary>
    public long Changed { get; init; }

    /// <summary>The cursor that it read from, kept where something of it went to quarantine, to find that again.</summary>
    [JsonIgnore]
    public string? Since { get; init; }

    /// <summary>The cursor at which it ended, kept as <see cref="Since"/>: whoever reads from there to here reads what it has read.</summary>
    [JsonIgnore]
    public string? Until { get; init; }

    /// <summary>
    /// Whether it took single records and did not read its source: those of the quarantine once more, or what a webhook told. Such a run says
    /// nothing of how the source fares.
    /// </summary>
    [JsonIgnore]
    public bool IsPartial { get; init; }

    /// <summary>Records of applications that were not known.</summary>
    public long New { get; init; }

    /// <summary>Records that could not be read, or that another record of the same set replaced.</summary>
    public long Quarantined { get; init; }

    /// <summary>Known applications that are missing from a full set. Not records, so not part of the sum.</summary>
    public long Vanished { get; init; }

    /// <summary>Applications that were known before the run; what its movement is compared with.</summary>
    public long Known { get; init; }

    /// <summary>Known applications that the run found in another place: not those that it closed.</summary>
    public long Moved { get; init; }

    /// <summary>Why a guard holds invites of this run; null where none does. May name stages.</summary>
    public string? Guard { get; init; }

    /// <summary>Applications whose place changed.</summary>
    public long Transitions { get; init; }

    /// <summary>Of these, invited.</summary>
    public long Invited { get; init; }

    /// <summary>Of these, held.</summary>
    public long Held { get; init; }

    /// <summary>Of these, suppressed, by reason.</summary>
    public ImmutableSortedDictionary<SuppressReason, long> Suppressed { get; init; } = ImmutableSortedDictionary<SuppressReason, long>.Empty;

    /// <summary>Unsent invites that this run cancelled, because their stage was left.</summary>
    public long Cancelled { get; init; }

    /// <summary>What the consultant should see: inferred fields, dates that could not be read. No candidate's data.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the sums hold.</summary>
    public bool Balances =>
        Read == Unchanged + Changed + New + Quarantined && Transitions == Invited + Held + Suppressed.Values.Sum();
}
