namespace AtsBridge;

/// <summary>Where an invite stands at the platform.</summary>
/// <param name="Progress">How far the person has come.</param>
/// <param name="Word">The platform's own word.</param>
/// <param name="ExpiresAt">When it expires or expired; null where the platform does not say.</param>
/// <param name="At">Of when this is, by the platform's clock; null where the platform does not say.</param>
public sealed record InviteStatus(InviteProgress Progress, string Word, DateTimeOffset? ExpiresAt = null, DateTimeOffset? At = null);
