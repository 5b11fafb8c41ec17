using AtsBridge.Ledger;

namespace AtsBridge.Delivery;

/// <summary>One question to a sink about statuses, on record as an attempt. Whoever asks writes the answer; what fails is written here.</summary>
internal sealed class StatusQuestion(IDeliveryStore store, SinkClock time)
{
    /// <summary>Asks.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="about">The invites that the question is about, by what they are called at the sink; none for a page.</param>
    /// <param name="attempt">The attempt, begun.</param>
    /// <param name="mark">From before the attempt was put on record.</param>
    /// <param name="question">The one request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<Outcome<T>> AskAsync<T>(
        ConfiguredSink sink, IReadOnlyList<Invite> about, long attempt, (DateTimeOffset Wall, long Steady) mark, Func<CancellationToken, Task<T>> question,
        CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(sink.Policy.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var asked = time.GetUtcNow();
        if (time.IsTooLate(mark, sink.Policy))
        {
            // This process slept meanwhile; the budget would not count the request where it is.
            await FinishAsync(sink, attempt, AttemptOutcome.NotCarriedOut, "not started: too long after it was put on record", []);
            return new(false, default, asked, Stop: true);
        }

        try
        {
            return new(true, await question(either.Token), asked, Stop: false);
        }
        catch (SinkException exception) when (exception.Fault is SinkFault.RateLimited or SinkFault.Unauthorized)
        {
            await RefusedAsync(sink, attempt, exception);
            return new(false, default, asked, Stop: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await FinishAsync(sink, attempt, AttemptOutcome.NotCarriedOut, "the host was told to stop", []);
            return new(false, default, asked, Stop: true);
        }
#pragma warning disable CA1031 // Whatever an adapter throws for one invite: the others are still asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reason = exception switch
            {
                SinkException => exception.Message,
                OperationCanceledException when patience.IsCancellationRequested => SinkRequest.NoAnswer(sink.Policy),
                _ => $"the sink's adapter failed: {exception.GetType().Name}",
            };
            // It counts as asked for, or an invite that always fails would stand in front of all others for ever.
            await FinishAsync(sink, attempt, AttemptOutcome.NotCarriedOut, reason, [.. about.Select(i => i with { StatusAskedAt = time.GetUtcNow() })]);
            return new(false, default, asked, Stop: false);
        }
    }

    /// <summary>A limit or a refused key is everybody's, not this invite's.</summary>
    private async Task RefusedAsync(ConfiguredSink sink, long attempt, SinkException exception)
    {
        var now = time.GetUtcNow();
        if (exception.Fault == SinkFault.Unauthorized)
        {
            await store.SetStoppedAsync(sink.Name, exception.Message, now, CancellationToken.None);
            await FinishAsync(sink, attempt, AttemptOutcome.Unauthorized, exception.Message, []);
            return;
        }

        await store.LimitAsync(sink.Name, DeliveryStep.Clamp(new DeliveryEvent.Limited(now, exception.Until)), CancellationToken.None);
        await FinishAsync(sink, attempt, AttemptOutcome.RateLimited, exception.Message, []);
    }

    private async Task FinishAsync(ConfiguredSink sink, long attempt, AttemptOutcome outcome, string words, IReadOnlyList<Invite> about)
    {
        await store.FinishPageAsync(attempt, outcome, words, about, time.GetUtcNow(), CancellationToken.None);
        AttemptInstruments.Ended(sink.Name, AttemptKind.Status, outcome);
    }

    /// <summary>What came of a question.</summary>
    /// <param name="Answered">Whether there is an answer; where there is none, the attempt is finished.</param>
    /// <param name="Answer">The answer.</param>
    /// <param name="Asked">When it was asked, UTC.</param>
    /// <param name="Stop">Whether the round must end: nobody else would be answered either.</param>
    internal readonly record struct Outcome<T>(bool Answered, T? Answer, DateTimeOffset Asked, bool Stop);
}
