namespace AtsBridge.WriteBack;

/// <summary>News of an invite that is not told yet.</summary>
/// <param name="InviteId">The invite.</param>
/// <param name="Source">The source of its application.</param>
/// <param name="News">What to tell.</param>
/// <param name="Change">Tells this state of the invite from a later one.</param>
/// <param name="Tries">How often it was tried.</param>
public sealed record OwedNews(long InviteId, string Source, InviteNews News, long Change, int Tries);
