namespace AtsBridge.Delivery;

/// <summary>What a step asks for, in the words of the record of attempts.</summary>
public static class AttemptKinds
{
    /// <summary>Whether a person gets a message once more by such a request.</summary>
    /// <param name="kind">The kind.</param>
    public static bool SendsAgain(AttemptKind kind) => kind is AttemptKind.Resend or AttemptKind.Remind;

    /// <summary>Whether such a request may have reached the person.</summary>
    /// <param name="outcome">How it ended.</param>
    public static bool MayHaveBeenSent(AttemptOutcome outcome) => outcome is AttemptOutcome.Open or AttemptOutcome.Unknown or AttemptOutcome.Done;

    /// <summary>The kind of the request that an effect asks for.</summary>
    /// <param name="effect">The effect; one that asks for a request.</param>
    public static AttemptKind Of(DeliveryEffect effect) => effect switch
    {
        DeliveryEffect.CreatePerson => AttemptKind.CreatePerson,
        DeliveryEffect.CreateInvite => AttemptKind.CreateInvite,
        DeliveryEffect.Resend => AttemptKind.Resend,
        DeliveryEffect.Archive => AttemptKind.Archive,
        DeliveryEffect.Remind => AttemptKind.Remind,
        _ => AttemptKind.LookUp,
    };
}
