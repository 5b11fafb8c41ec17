namespace AtsBridge.Sync;

/// <summary>One application that differs from the snapshot, set aside until its set is judged as a whole.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">As it was known, as <see cref="ApplicationJson"/>; null where it was not.</param>
/// <param name="After">As it is now; for <see cref="ChangeKind.Vanished"/>, as it was seen last.</param>
/// <param name="Fingerprint">Of the record that it was made of.</param>
public sealed record StagedChange(ChangeKind Kind, string? Before, Application After, UInt128 Fingerprint);
