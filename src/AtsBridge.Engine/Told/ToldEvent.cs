namespace AtsBridge.Told;

/// <summary>What an applicant tracking system told of its applications by one webhook, on record until it is worked off.</summary>
/// <param name="Id">Its number; 0 before it is stored.</param>
/// <param name="Event">The system's name of the event.</param>
/// <param name="Records">What it said; fields that it did not carry are null.</param>
/// <param name="ToRead">Applications that it named without saying where they stand.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
public sealed record ToldEvent(long Id, string Event, IReadOnlyList<SourceRecord> Records, IReadOnlyList<string> ToRead, DateTimeOffset ReceivedAt);
