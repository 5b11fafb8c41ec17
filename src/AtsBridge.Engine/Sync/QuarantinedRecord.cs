namespace AtsBridge.Sync;

/// <summary>A record that could not be read, as it stands in quarantine.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RunId">The run that met it.</param>
/// <param name="Source">The source.</param>
/// <param name="Record">Place, field, reason.</param>
/// <param name="At">When it was met, UTC.</param>
public sealed record QuarantinedRecord(long Id, long RunId, string Source, RejectedRecord Record, DateTimeOffset At)
{
    /// <summary>How it got out; null: it stands there and needs somebody.</summary>
    public QuarantineEnd? End { get; init; }

    /// <summary>When it got out, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
