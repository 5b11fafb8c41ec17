namespace AtsBridge.Routing;

/// <summary>What a route sends.</summary>
public sealed record InviteTemplate
{
    /// <summary>The platform's id of the interview.</summary>
    public required string InterviewId { get; init; }

    /// <summary>The ways that are wanted; text messages only go with consent.</summary>
    public IReadOnlyList<DeliveryChannel> Channels { get; init; } = [DeliveryChannel.Email];

    /// <summary>How the sink knows the person.</summary>
    public PersonReferenceTemplate Person { get; init; } = PersonReferenceTemplate.Usual;

    /// <summary>Days until it expires; null: the platform's default.</summary>
    public int? ExpiryDays { get; init; }

    /// <summary>Where the person lands afterwards.</summary>
    public Uri? ExternalRedirectUri { get; init; }

    /// <summary>Where the platform reports what happens.</summary>
    public Uri? WebhookUrl { get; init; }
}
