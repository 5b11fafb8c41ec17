namespace AtsBridge;

/// <summary>What a platform says of one invite by itself.</summary>
/// <param name="Event">The platform's name of the event.</param>
/// <param name="Invite">The invite at the platform; it need not be one of ours.</param>
/// <param name="Progress">How far the person had come.</param>
/// <param name="Word">The platform's own word for that.</param>
/// <param name="At">Of when it is, by the platform's clock: reports arrive in any order, and this is what puts them in theirs.</param>
public sealed record StatusReport(string Event, InviteReference Invite, InviteProgress Progress, string Word, DateTimeOffset At);
