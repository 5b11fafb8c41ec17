namespace AtsBridge.Statuses;

/// <summary>What a request at a sink's webhook address came to.</summary>
public enum WebhookVerdict
{
    /// <summary>Genuine, and on record.</summary>
    Taken,

    /// <summary>Genuine, and on record since an earlier delivery of it.</summary>
    Repeated,

    /// <summary>Genuine, and nothing that concerns us.</summary>
    Ignored,

    /// <summary>Not proven to be the platform's.</summary>
    Refused,

    /// <summary>This sink receives no webhooks.</summary>
    Closed,
}
