namespace AtsBridge.Ledger;

/// <summary>What an operator's act did.</summary>
/// <param name="InviteId">The invite's number.</param>
/// <param name="Done">Whether it changed anything.</param>
/// <param name="Words">The rest of the sentence "Invite 7 …".</param>
/// <param name="Invite">The invite; null where there is none of that number.</param>
public sealed record ActResult(long InviteId, bool Done, string Words, Invite? Invite);
