namespace AtsBridge.Told;

/// <summary>A record that came of an event.</summary>
/// <param name="Record">The record; null where it could not be read.</param>
/// <param name="Rejected">Why not.</param>
/// <param name="IsWhole">Whether it was read and says everything; what was told says what it says.</param>
internal sealed record ToldRecord(SourceRecord? Record, RejectedRecord? Rejected, bool IsWhole);
