namespace AtsBridge;

/// <summary>The ways an invite can reach a person.</summary>
public enum DeliveryChannel
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By text message; only with consent and a valid number.</summary>
    Sms,
}
