namespace AtsBridge.Sync;

/// <summary>A record in quarantine that was looked for again.</summary>
/// <param name="Entry">The record as it stands in quarantine.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Key">The key of its application, if that is known by now.</param>
/// <param name="Words">Why it can't be read still, or what has taken its place.</param>
public sealed record RetriedRecord(OpenQuarantine Entry, RetryOutcome Outcome, string? Key = null, string? Words = null);
