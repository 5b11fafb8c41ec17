namespace AtsBridge.Delivery;

/// <summary>What a step asks for, in the words of the record of attempts.</summary>
public static class AttemptKinds
{
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
