namespace AtsBridge;

/// <summary>Everything that a sink needs to invite one person to one interview.</summary>
public sealed record InviteRequest
{
    /// <summary>Our own reference of the invite, unique at the sink; look-ups match it.</summary>
    public required string Reference { get; init; }

    /// <summary>Our own reference of the person, the same in all of the person's invites.</summary>
    public required string PersonExternalId { get; init; }

    /// <summary>The platform's id of the person, once it is known; null asks for the step that makes the person known.</summary>
    public string? PersonReference { get; init; }

    /// <summary>The platform's id of the interview.</summary>
    public required string InterviewId { get; init; }

    /// <summary>Given name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Family name; may be empty.</summary>
    public required string LastName { get; init; }

    /// <summary>The e-mail address, if one is known.</summary>
    public string? Email { get; init; }

    /// <summary>The phone number in E.164, if one is known.</summary>
    public string? Phone { get; init; }

    /// <summary>Whether the person consents to text messages.</summary>
    public bool SmsOptIn { get; init; }

    /// <summary>The person's IANA time zone, if known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>By which ways to send; at least one.</summary>
    public required IReadOnlyList<DeliveryChannel> Channels { get; init; }

    /// <summary>Days until the invite expires; null: the platform's default.</summary>
    public int? ExpiryDays { get; init; }

    /// <summary>Where the person lands after the interview; null: the platform's page.</summary>
    public Uri? ExternalRedirectUri { get; init; }

    /// <summary>Where the platform reports what happens; null: nowhere.</summary>
    public Uri? WebhookUrl { get; init; }
}
