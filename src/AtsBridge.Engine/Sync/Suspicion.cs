namespace AtsBridge.Sync;

/// <summary>What the guard has against the movement of a run: its invites are held, and nobody's are cancelled or archived for it.</summary>
/// <param name="Words">Why, in a sentence that an operator understands.</param>
/// <param name="Ways">The ways that are suspected; null: all of the run.</param>
internal sealed record Suspicion(string Words, IReadOnlySet<StageShift>? Ways)
{
    /// <summary>What would mend it, where that is known.</summary>
    internal string? Advice { get; init; }

    /// <summary>Whether what an application reached by this is to be held.</summary>
    internal bool Holds(Application? before, Application after) =>
        Ways is null || (before is not null && StageShift.Between(before, after) is { } way && Ways.Contains(way));

    /// <summary>Whether what an application left by this is to be kept: only where it moved, and is not gone or closed.</summary>
    internal bool Keeps(StagedChange change) =>
        change is { Kind: not ChangeKind.Vanished, Before: { } before }
            && StageShift.Between(before, change.After) is { } way && Ways?.Contains(way) != false;
}
