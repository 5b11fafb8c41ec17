namespace AtsBridge.Delivery;

/// <summary>Makes the one request that an effect asks for, and says what happened in the words of the state machine.</summary>
internal static class SinkRequest
{
    /// <summary>Makes the request.</summary>
    /// <returns>What happened, how the attempt ended, and the sink's words for the record.</returns>
    internal static async Task<SinkAnswer> MakeAsync(ConfiguredSink sink, Claim.Work work, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = work.Invite.Request with { PersonReference = work.Invite.Delivery.PersonReference };
        try
        {
            return work.Effect switch
            {
                DeliveryEffect.LookUp => await LookUpAsync(sink, request, work.Invite.Delivery, time, cancellationToken),
                DeliveryEffect.Resend or DeliveryEffect.Remind => Answer(await sink.Sink.ResendAsync(Reference(work), request.Channels, cancellationToken), time.GetUtcNow()),
                DeliveryEffect.Archive => await ArchiveAsync(sink, Reference(work), time, cancellationToken),
                _ => Answer(await sink.Sink.CreateAsync(request, cancellationToken), time.GetUtcNow()),
            };
        }
        catch (SinkException exception)
        {
            return Fault(exception, work.Effect, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whether it was carried out, nobody knows.
            return Unknown(work.Effect, time.GetUtcNow(), NoAnswer(sink.Policy));
        }
#pragma warning disable CA1031 // An adapter's fault in the middle of a request is an unknown outcome like any other, and is on record as one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Unknown(work.Effect, time.GetUtcNow(), $"the sink's adapter failed: {exception.GetType().Name}");
        }
    }

    internal static string NoAnswer(DeliveryPolicy policy) =>
        FormattableString.Invariant($"no answer within {policy.AttemptTimeout.TotalSeconds:0} seconds");

    private static InviteReference Reference(Claim.Work work) => new(work.Invite.Delivery.InviteReference!);

    private static async Task<SinkAnswer> ArchiveAsync(ConfiguredSink sink, InviteReference invite, TimeProvider time, CancellationToken cancellationToken)
    {
        if (sink.Sink is not IInviteWithdrawal withdrawal)
        {
            return Refused(time.GetUtcNow(), null, "this sink can't take an invite back");
        }

        var result = await withdrawal.ArchiveAsync(invite, cancellationToken);
        var at = time.GetUtcNow();
        return result switch
        {
            WithdrawResult.Archived => new(new DeliveryEvent.Archived(at), AttemptOutcome.Done, null),
            WithdrawResult.Rejected r => Refused(at, r.Field, r.Reason),
            _ => throw new InvalidOperationException($"Unexpected result {result.GetType().Name}."),
        };
    }

    private static SinkAnswer Answer(ResendResult result, DateTimeOffset at) => result switch
    {
        ResendResult.Resent => new(new DeliveryEvent.Resent(at), AttemptOutcome.Done, null),
        ResendResult.Rejected r => Refused(at, r.Field, r.Reason),
        _ => throw new InvalidOperationException($"Unexpected result {result.GetType().Name}."),
    };

    private static SinkAnswer Refused(DateTimeOffset at, string? field, string reason) =>
        new(new DeliveryEvent.Refused(at, field, reason), AttemptOutcome.Refused, field is null ? reason : $"{field}: {reason}");

    private static async Task<SinkAnswer> LookUpAsync(ConfiguredSink sink, InviteRequest request, DeliveryState state, TimeProvider time, CancellationToken cancellationToken)
    {
        if (sink.Sink is not IInviteFinder finder)
        {
            return new(new DeliveryEvent.CannotTell(time.GetUtcNow(), "this sink has no look-up"), AttemptOutcome.Unknown, null);
        }

        // The sink says that it has the person and does not show it by the e-mail: it may know our reference under another address.
        var byReference = state is { SaidToExist: true, EmptyLookUps: > 0, PersonReference: null };
        var found = await finder.FindAsync(byReference ? request with { Email = null } : request, cancellationToken);
        var at = time.GetUtcNow();
        return found switch
        {
            FindResult.Person p => new(new DeliveryEvent.PersonKnown(at, p.PersonReference), AttemptOutcome.Done, $"person {p.PersonReference}"),
            FindResult.Invite i => new(new DeliveryEvent.InviteKnown(at, i.Reference.Id, i.Status, Adopted: true), AttemptOutcome.Done, $"invite {i.Reference.Id}"),
            FindResult.Nothing => new(new DeliveryEvent.FoundNothing(at), AttemptOutcome.Nothing, null),
            FindResult.Unclear u => new(new DeliveryEvent.CannotTell(at, u.Reason), AttemptOutcome.Unknown, u.Reason),
            _ => throw new InvalidOperationException($"Unexpected result {found.GetType().Name}."),
        };
    }

    private static SinkAnswer Answer(CreateResult result, DateTimeOffset at) => result switch
    {
        CreateResult.PersonReady p => new(new DeliveryEvent.PersonKnown(at, p.PersonReference), AttemptOutcome.Done, $"person {p.PersonReference}"),
        CreateResult.Created c => new(new DeliveryEvent.InviteKnown(at, c.Invite.Id, c.Status, Adopted: false), AttemptOutcome.Done, $"invite {c.Invite.Id}"),
        CreateResult.PersonExists or CreateResult.InviteExists => new(new DeliveryEvent.SaidToExist(at), AttemptOutcome.Exists, null),
        CreateResult.Rejected r => Refused(at, r.Field, r.Reason),
        _ => throw new InvalidOperationException($"Unexpected result {result.GetType().Name}."),
    };

    private static SinkAnswer Fault(SinkException exception, DeliveryEffect effect, DateTimeOffset at) => exception.Fault switch
    {
        SinkFault.RateLimited => new(new DeliveryEvent.Limited(at, exception.Until), AttemptOutcome.RateLimited, exception.Message),
        SinkFault.Unauthorized => new(new DeliveryEvent.KeyRefused(at), AttemptOutcome.Unauthorized, exception.Message),
        SinkFault.Transient when effect != DeliveryEffect.LookUp => new(new DeliveryEvent.NotCarriedOut(at, exception.Message), AttemptOutcome.NotCarriedOut, exception.Message),
        _ => Unknown(effect, at, exception.Message),
    };

    private static SinkAnswer Unknown(DeliveryEffect effect, DateTimeOffset at, string reason) => new(
        effect == DeliveryEffect.LookUp ? new DeliveryEvent.LookUpFailed(at, reason) : new DeliveryEvent.OutcomeUnknown(at, reason),
        AttemptOutcome.Unknown, reason);
}
