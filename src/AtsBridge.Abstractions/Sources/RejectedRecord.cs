namespace AtsBridge;

/// <summary>A record that could not be read. It goes to quarantine; its neighbours live.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Field">The canonical field that is at fault; null where it is the whole record.</param>
/// <param name="Reason">What is wrong and what would mend it, for the person who reads the quarantine.</param>
/// <param name="Key">The application's key, if that much could be read.</param>
/// <param name="Excerpt">The beginning of the raw record, at most 2,000 characters. Kept in the store, never logged.</param>
public sealed record RejectedRecord(
    RecordPosition Position, string? Field, string Reason, string? Key = null, string? Excerpt = null);
