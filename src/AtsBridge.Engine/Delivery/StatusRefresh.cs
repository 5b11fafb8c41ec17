using AtsBridge.Ledger;
using AtsBridge.Statuses;

namespace AtsBridge.Delivery;

/// <summary>Asks the sink where sent invites stand, with half of the rate budget at most: sending comes first.</summary>
/// <param name="store">The store.</param>
/// <param name="statuses">Where it is noted what a webhook should have told.</param>
/// <param name="time">The clock.</param>
public sealed class StatusRefresh(IDeliveryStore store, IStatusStore statuses, TimeProvider time)
{
    /// <summary>Asks for the invites that were not asked for in this long, those asked for longest ago first.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="notAskedFor">Only invites last asked for so long ago.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Starts no further request.</param>
    /// <returns>How many were asked for, and how many stand elsewhere now.</returns>
    public async Task<(int Asked, int Moved)> RefreshAsync(ConfiguredSink sink, TimeSpan notAskedFor, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var share = sink.Limits.Select(l => l with { Permits = Math.Max(1, l.Permits / 2) }).ToList();
        var (asked, moved) = (0, 0);
        foreach (var invite in await store.OpenInvitesAsync(sink.Name, time.GetUtcNow() - notAskedFor, most, cancellationToken))
        {
            if (cancellationToken.IsCancellationRequested
                || await store.BeginAttemptAsync(invite.Id, AttemptKind.Status, time.GetUtcNow(), share, sink.Policy, cancellationToken) is not { } attempt)
            {
                break;
            }

            asked++;
            var outcome = await AskAsync(sink, invite, attempt, cancellationToken);
            moved += outcome.Moved ? 1 : 0;
            if (outcome.Stop)
            {
                break;
            }
        }

        return (asked, moved);
    }

    private async Task<(bool Moved, bool Stop)> AskAsync(ConfiguredSink sink, Invite invite, long attempt, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(sink.Policy.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var asked = time.GetUtcNow();
            var status = await sink.Sink.GetStatusAsync(new InviteReference(invite.Delivery.InviteReference!), either.Token);
            var now = time.GetUtcNow();
            // An answer without a moment of its own is of the question's: what happens while it is on its way is newer.
            var seen = status is null ? null : status with { At = StatusStep.AsOf(status, asked) };
            var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.StatusSeen(now, seen), sink.Policy);
            var answered = invite with { Delivery = state, StatusAskedAt = now };
            // Not written where a webhook was quicker: the next round asks again.
            var written = await store.FinishAttemptAsync(attempt, AttemptOutcome.Done, status?.Word ?? "not found", answered, now, CancellationToken.None);
            if (!written || state.State == invite.Delivery.State)
            {
                return (false, false);
            }

            StatusInstruments.Learned(sink.Name, "poll");
            if (state.State != InviteState.Expired && WebhookIntake.Closed(sink, now) is null)
            {
                await statuses.ExpectAsync(answered, seen!, IsPromised(invite, state.State), now, CancellationToken.None);
            }

            return (true, false);
        }
        catch (SinkException exception) when (exception.Fault is SinkFault.RateLimited or SinkFault.Unauthorized)
        {
            // A limit or a refused key is everybody's, not this invite's.
            var refused = exception.Fault == SinkFault.Unauthorized;
            await store.FinishAttemptAsync(
                attempt, refused ? AttemptOutcome.Unauthorized : AttemptOutcome.RateLimited, exception.Message, invite, time.GetUtcNow(), CancellationToken.None);
            if (refused)
            {
                await store.SetStoppedAsync(sink.Name, exception.Message, time.GetUtcNow(), CancellationToken.None);
            }

            return (false, true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await store.FinishAttemptAsync(attempt, AttemptOutcome.NotCarriedOut, "the host was told to stop", invite, time.GetUtcNow(), CancellationToken.None);
            return (false, true);
        }
#pragma warning disable CA1031 // Whatever an adapter throws for one invite: the others are still asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // It counts as asked for, or an invite that always fails would stand in front of all others for ever.
            var now = time.GetUtcNow();
            var reason = exception switch
            {
                SinkException => exception.Message,
                OperationCanceledException when patience.IsCancellationRequested => SinkRequest.NoAnswer(sink.Policy),
                _ => $"the sink's adapter failed: {exception.GetType().Name}",
            };
            await store.FinishAttemptAsync(attempt, AttemptOutcome.NotCarriedOut, reason, invite with { StatusAskedAt = now }, now, CancellationToken.None);
            return (false, false);
        }
    }

    /// <summary>An address on the invite itself gets its completion, and nothing else is promised.</summary>
    private static bool IsPromised(Invite before, InviteState now) =>
        before.Request.WebhookUrl is not null
        && before.Delivery.State is InviteState.Sent or InviteState.PartiallyCompleted or InviteState.Expired
        && now is InviteState.Completed or InviteState.Reviewed or InviteState.Hired;
}
