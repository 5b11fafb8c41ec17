using AtsBridge.Simulation.Clockwork;

namespace AtsBridge.Simulation.Platform;

/// <summary>The platform as one node reaches it. Keeps what the adapter's contract says: one request a call, faults by kind.</summary>
/// <param name="gather">The platform.</param>
/// <param name="node">The process that asks.</param>
/// <param name="trace">The world's.</param>
internal sealed class GatherLine(FakeGather gather, Node node, Trace trace) : IInviteSink, IInviteFinder, IInviteWithdrawal, IRateLimited
{
    /// <inheritdoc />
    public IReadOnlyList<RateLimit> RateLimits => gather.Plan.Limits;

    /// <inheritdoc />
    public RateReport? Reported { get; private set; }

    private Timeline Timeline => node.Timeline;

    /// <inheritdoc />
    public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken) => request.PersonReference is null
        ? AskAsync("person", request.Reference, true, lag => gather.CreatePerson(request, lag), cancellationToken)
        : AskAsync("invite", request.Reference, true, lag => gather.CreateInvite(request, lag), cancellationToken);

    /// <inheritdoc />
    public Task<FindResult> FindAsync(InviteRequest request, CancellationToken cancellationToken) =>
        AskAsync("look-up", request.Reference, false, _ => gather.Find(request), cancellationToken);

    /// <inheritdoc />
    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
        AskAsync("resend", invite.Id, true, _ => gather.Resend(invite.Id), cancellationToken);

    /// <inheritdoc />
    public Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken) =>
        AskAsync("archive", invite.Id, true, _ => gather.Archive(invite.Id), cancellationToken);

    /// <inheritdoc />
    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) =>
        AskAsync("status", invite.Id, false, _ => gather.StatusOf(invite.Id), cancellationToken);

    private Task<T> AskAsync<T>(string what, string whom, bool writes, Func<long, T> effect, CancellationToken cancellationToken)
    {
        var start = Timeline.Now;
        var journey = gather.Planner.Next(start);
        var answer = new Answer<T>(cancellationToken);
        trace.Add($"{node.Name} asks: {what} {whom}");
        if (journey.Arrives is { } arrives)
        {
            gather.UnderWay++;
            Timeline.Post(start + arrives, () => Arrive(journey, start, what, whom, writes, effect, answer));
        }

        if (journey.End is not (JourneyEnd.Answer or JourneyEnd.Silence))
        {
            Hear(start + journey.EndsAt, what, whom, answer, default, Failure(journey.End, writes), null);
        }

        return answer.Task;
    }

    private void Arrive<T>(Journey journey, long start, string what, string whom, bool writes, Func<long, T> effect, Answer<T> answer)
    {
        gather.UnderWay--;
        var refusal = gather.Arrive();
        var report = gather.Report();
        if (refusal is not null)
        {
            if (journey.End == JourneyEnd.Answer)
            {
                Hear(Timeline.Now + journey.EndsAt, what, whom, answer, default, refusal, report);
            }

            return;
        }

        // A read is answered from what stands there when it arrives.
        var at = writes ? journey.Effect : journey.Arrives;
        if (at is not { } time)
        {
            return;
        }

        gather.UnderWay++;
        Timeline.Post(start + time, () =>
        {
            gather.UnderWay--;
            var result = effect(journey.Lag);
            if (journey.End == JourneyEnd.Answer)
            {
                var slow = writes ? 0 : Math.Max(0, (journey.Effect ?? 0) - journey.Arrives!.Value);
                Hear(Timeline.Now + slow + journey.EndsAt, what, whom, answer, result, null, report);
            }
        });
    }

    private void Hear<T>(long at, string what, string whom, Answer<T> answer, T? result, Exception? fault, RateReport? report) => Timeline.Post(at, node, () =>
    {
        Reported = report ?? Reported;
        if (answer.Set(result!, fault))
        {
            trace.Add($"{node.Name} hears: {what} {whom}: {(fault is null ? result?.GetType().Name : (fault as SinkException)?.Message ?? "an adapter's fault")}");
        }
    });

    private static Exception Failure(JourneyEnd end, bool writes) => end switch
    {
        JourneyEnd.Refused => new SinkException(SinkFault.Transient, "connection refused"),
        JourneyEnd.Broken => new FormatException("the adapter failed"),
        JourneyEnd.Cut => new SinkException(writes ? SinkFault.Ambiguous : SinkFault.Transient, "cut off"),
        JourneyEnd.Malformed => new SinkException(writes ? SinkFault.Ambiguous : SinkFault.Transient, "unreadable"),
        _ => new SinkException(writes ? SinkFault.Ambiguous : SinkFault.Transient, "500"),
    };

    /// <summary>What the sender hears first: the answer, or its own patience.</summary>
    private sealed class Answer<T>
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Answer(CancellationToken patience) => patience.UnsafeRegister(static (state, token) => ((Answer<T>)state!)._source.TrySetCanceled(token), this);

        internal Task<T> Task => _source.Task;

        internal bool Set(T result, Exception? fault) => fault is null ? _source.TrySetResult(result) : _source.TrySetException(fault);
    }
}
