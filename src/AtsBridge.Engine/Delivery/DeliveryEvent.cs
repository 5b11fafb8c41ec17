namespace AtsBridge.Delivery;

/// <summary>What can happen to an invite. Closed.</summary>
/// <param name="At">When it happened, UTC.</param>
public abstract record DeliveryEvent(DateTimeOffset At)
{
    /// <summary>Its time has come and there is a permit: what is to be done?</summary>
    public sealed record Wake(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>The sink has the person under this reference.</summary>
    public sealed record PersonKnown(DateTimeOffset At, string Reference) : DeliveryEvent(At);

    /// <summary>The sink says that it has the person or the invite, without saying which.</summary>
    public sealed record SaidToExist(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>The sink has the invite: created now, or found and adopted.</summary>
    public sealed record InviteKnown(DateTimeOffset At, string Reference, InviteStatus Status, bool Adopted) : DeliveryEvent(At);

    /// <summary>The sink refuses for good.</summary>
    public sealed record Refused(DateTimeOffset At, string? Field, string Reason) : DeliveryEvent(At);

    /// <summary>The request was provably not carried out.</summary>
    public sealed record NotCarriedOut(DateTimeOffset At, string Reason) : DeliveryEvent(At);

    /// <summary>The rate limit refused the request; until when, if the sink said so.</summary>
    public sealed record Limited(DateTimeOffset At, DateTimeOffset? Until) : DeliveryEvent(At);

    /// <summary>The sink does not accept our key.</summary>
    public sealed record KeyRefused(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>The request may have been carried out: cut off, timed out, a 5xx answer, or its sender vanished.</summary>
    public sealed record OutcomeUnknown(DateTimeOffset At, string Reason) : DeliveryEvent(At);

    /// <summary>A look-up found nothing.</summary>
    public sealed record FoundNothing(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>A look-up can't settle it.</summary>
    public sealed record CannotTell(DateTimeOffset At, string Reason) : DeliveryEvent(At);

    /// <summary>A look-up failed.</summary>
    public sealed record LookUpFailed(DateTimeOffset At, string Reason) : DeliveryEvent(At);

    /// <summary>The stage was left, or a person cancels.</summary>
    public sealed record Cancel(DateTimeOffset At, string Reason) : DeliveryEvent(At);

    /// <summary>The stage is reached again before it was known whether anything was sent: a wish to cancel is void.</summary>
    public sealed record Wanted(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>A person, or the sink's new key, lets it go.</summary>
    public sealed record Release(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>A person has mended what was wrong.</summary>
    public sealed record Retry(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>A route wishes something of the sink for an invite that the sink has, or (archiving) may have.</summary>
    public sealed record Ask(DateTimeOffset At, SinkAct Act) : DeliveryEvent(At);

    /// <summary>The application stands where the route takes it: archiving is not wished any more.</summary>
    public sealed record TakeBack(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>The sink has sent the invite again, by a wish or for a person who asked for it, or may have.</summary>
    public sealed record Resent(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>The sink has archived the invite, as was wished.</summary>
    public sealed record Archived(DateTimeOffset At) : DeliveryEvent(At);

    /// <summary>The sink says, asked or by itself, where a sent invite stands; null: it does not know it. A status without a moment of its own is of now.</summary>
    public sealed record StatusSeen(DateTimeOffset At, InviteStatus? Status) : DeliveryEvent(At);

    /// <summary>The moment at which a sent invite runs out may have come.</summary>
    public sealed record ExpiryPassed(DateTimeOffset At) : DeliveryEvent(At);
}
