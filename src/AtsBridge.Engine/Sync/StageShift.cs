namespace AtsBridge.Sync;

/// <summary>A way from one place to another that applications went. Stages that differ by case or surrounding space are one.</summary>
/// <param name="From">The stage before, as people call it.</param>
/// <param name="To">The stage after.</param>
public readonly record struct StageShift(string From, string To)
{
    /// <summary>Where somebody without a stage stands.</summary>
    private const string Nowhere = "no stage";

    /// <summary>Whether it is a way between two stages, and not between two statuses in one.</summary>
    public bool IsOfStages { get; private init; }

    /// <summary>A way between two stages.</summary>
    /// <param name="from">The stage before.</param>
    /// <param name="to">The stage after.</param>
    public static StageShift OfStages(string from, string to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new(from.Trim(), to.Trim()) { IsOfStages = true };
    }

    /// <summary>
    /// How an application's place changed; null where it did not, and where it was closed: to reject, to hire and to withdraw many
    /// at once is an ordinary act. A status counts only where it could not be read, or can be now, or woke somebody up.
    /// </summary>
    internal static StageShift? Between(Application before, Application after)
    {
        if (before.Status != after.Status && after.Status is ApplicationStatus.Rejected or ApplicationStatus.Withdrawn or ApplicationStatus.Hired)
        {
            return null;
        }

        var (from, to) = (Name(before.Stage, before.StageId), Name(after.Stage, after.StageId));
        if (!Same(from, to))
        {
            return OfStages(from, to);
        }

        if (before.StageId is { } was && after.StageId is { } now && !Same(was, now))
        {
            return OfStages(Numbered(from, was), Numbered(to, now));
        }

        return before.Status != after.Status && (before.Status == ApplicationStatus.Unknown || after.Status is ApplicationStatus.Unknown or ApplicationStatus.Active)
            ? new($"status {before.Status}", $"status {after.Status}")
            : null;
    }

    /// <summary>Whether the people of this stage are those who could have gone this way.</summary>
    /// <param name="stage">The stage's name; null where it has none.</param>
    /// <param name="stageId">Its id; null where it has none.</param>
    public bool LeavesFrom(string? stage, string? stageId) =>
        IsOfStages && (Same(From, Name(stage, stageId)) || (stageId is not null && Same(From, Numbered(Name(stage, stageId), stageId))));

    /// <inheritdoc />
    public bool Equals(StageShift other) => IsOfStages == other.IsOfStages && Same(From, other.From) && Same(To, other.To);

    /// <inheritdoc />
    public override int GetHashCode() =>
        HashCode.Combine(From.GetHashCode(StringComparison.OrdinalIgnoreCase), To.GetHashCode(StringComparison.OrdinalIgnoreCase), IsOfStages);

    private static string Name(string? stage, string? stageId) => stage?.Trim() ?? stageId?.Trim() ?? Nowhere;

    private static string Numbered(string name, string stageId) => $"{name} ({stageId.Trim()})";

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
