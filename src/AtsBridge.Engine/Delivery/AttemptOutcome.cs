namespace AtsBridge.Delivery;

/// <summary>How a request ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Not yet, or its sender vanished.</summary>
    Open,

    /// <summary>As it should.</summary>
    Done,

    /// <summary>A look-up found nothing.</summary>
    Nothing,

    /// <summary>The sink says that it exists.</summary>
    Exists,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>Provably not carried out.</summary>
    NotCarriedOut,

    /// <summary>Refused by the rate limit.</summary>
    RateLimited,

    /// <summary>The key was not accepted.</summary>
    Unauthorized,

    /// <summary>It may have been carried out.</summary>
    Unknown,
}
