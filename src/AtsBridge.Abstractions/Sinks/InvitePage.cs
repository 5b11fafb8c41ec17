namespace AtsBridge;

/// <summary>One page of a platform's invites.</summary>
/// <param name="Statuses">Where each stands.</param>
/// <param name="Pages">How many pages there are in all, as far as the platform says; 0 or more.</param>
public sealed record InvitePage(IReadOnlyDictionary<InviteReference, InviteStatus> Statuses, int Pages);
