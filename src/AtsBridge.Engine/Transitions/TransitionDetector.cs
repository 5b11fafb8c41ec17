namespace AtsBridge.Transitions;

/// <summary>Compares an application with what was last known of it. Pure.</summary>
public static class TransitionDetector
{
    /// <summary>The transition between two versions of one application; null where its place did not change.</summary>
    /// <param name="before">As it was known; null where it was unknown or had vanished.</param>
    /// <param name="after">As it is now.</param>
    /// <param name="observedAt">When it was read.</param>
    public static StageTransition? Between(Application? before, Application after, DateTimeOffset observedAt)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (before is null)
        {
            return new(TransitionKind.Appeared, null, after, EnteredAt(after, observedAt));
        }

        if (!SameStage(before, after))
        {
            return new(TransitionKind.Moved, before, after, EnteredAt(after, observedAt));
        }

        return before.Status == after.Status
            ? null
            : new(TransitionKind.StatusChanged, before, after, after.UpdatedAt ?? observedAt);
    }

    /// <summary>The transition of an application that is missing from a full set.</summary>
    /// <param name="last">As it was seen last.</param>
    /// <param name="observedAt">When it was missed.</param>
    public static StageTransition Vanished(Application last, DateTimeOffset observedAt) =>
        new(TransitionKind.Vanished, last, last, observedAt);

    /// <summary>An application that has not moved, looked at again: it counts from when it came to its place.</summary>
    public static StageTransition Standing(Application application, DateTimeOffset observedAt)
    {
        ArgumentNullException.ThrowIfNull(application);
        return new(TransitionKind.Backfilled, application, application, EnteredAt(application, observedAt));
    }

    /// <summary>
    /// Where both versions have a stage id it decides alone, so that a renamed stage is no move. Names are compared without
    /// regard to case and surrounding space.
    /// </summary>
    private static bool SameStage(Application before, Application after) =>
        before.StageId is not null && after.StageId is not null
            ? string.Equals(before.StageId, after.StageId, StringComparison.OrdinalIgnoreCase)
            : string.Equals(before.Stage?.Trim(), after.Stage?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset EnteredAt(Application application, DateTimeOffset observedAt) =>
        application.StageEnteredAt ?? application.UpdatedAt ?? observedAt;
}
