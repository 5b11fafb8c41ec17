namespace AtsBridge.Sync;

/// <summary>A record in quarantine that still needs somebody, with what it takes to find it again.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RunId">The run that met it.</param>
/// <param name="Record">Place, field, reason; without the excerpt.</param>
/// <param name="Since">The cursor that its run read from; null: from the beginning, or not known.</param>
/// <param name="Baseline">Whether it was there at the source's first sync: then whoever it is about was, too.</param>
public sealed record OpenQuarantine(long Id, long RunId, RejectedRecord Record, string? Since, bool Baseline)
{
    /// <summary>The cursor at which its run ended; null: not known.</summary>
    public string? Until { get; init; }

    /// <summary>
    /// Whether its own run was part of the first sync: <see cref="Baseline"/> says so of those as well who have only the place or the key
    /// of one that was.
    /// </summary>
    public bool FirstSync { get; init; }
}
