namespace AtsBridge.Statuses;

/// <summary>What one round over the inbox of a sink did.</summary>
/// <param name="Moved">Reports that moved their invite.</param>
/// <param name="Known">Reports that said what was known.</param>
/// <param name="Outdated">Reports that were older than what was known.</param>
/// <param name="Unmatched">Reports of invites that we don't know, or not yet.</param>
/// <param name="Expired">Invites that ran out.</param>
/// <param name="Nobodys">Unmatched reports that were given up and forgotten.</param>
/// <param name="Lost">Webhooks that were expected and did not come.</param>
public sealed record InboxRound(int Moved = 0, int Known = 0, int Outdated = 0, int Unmatched = 0, int Expired = 0, int Nobodys = 0, int Lost = 0);
