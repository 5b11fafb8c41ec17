namespace AtsBridge.Statuses;

/// <summary>What became of something that a platform told by webhook, or should have told.</summary>
public enum WebhookState
{
    /// <summary>It is on record and not yet worked off.</summary>
    Waiting,

    /// <summary>
    /// It names an invite that we don't know: another's in the same organisation, or one of ours whose creation is not yet on
    /// record. Waits again once an invite of that reference becomes known.
    /// </summary>
    Unmatched,

    /// <summary>It moved its invite.</summary>
    Moved,

    /// <summary>It said what was known already.</summary>
    Known,

    /// <summary>It is older than what was known.</summary>
    Outdated,

    /// <summary>Not a webhook: asking found a status that a webhook should have told, and it may still come.</summary>
    Expected,

    /// <summary>Not a webhook: the one that was expected did not come.</summary>
    Lost,
}
