using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Simulation.Store;

/// <summary>
/// The store in memory, with the meaning of the real one: a test runs both over the same random acts and compares every answer.
/// Each method is one transaction, carried out when it is called.
/// </summary>
internal sealed partial class ModelStore : IWorldStore
{
    private readonly List<Invite> _invites = [];
    private readonly List<ModelAttempt> _attempts = [];
    private readonly Dictionary<(string Sink, string Interview, string Identity), long> _identities = [];
    private readonly Dictionary<(string Sink, string Identity), string> _persons = [];
    private readonly Dictionary<string, ModelSink> _sinks = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IReadOnlyList<Invite> Invites => _invites;

    /// <inheritdoc />
    public int AttemptCount => _attempts.Count;

    /// <inheritdoc />
    public Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        Task.FromResult(Search(sink, now, limits, policy, wake));

    /// <inheritdoc />
    public Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken)
    {
        var sink = Find(inviteId).Sink;
        return Task.FromResult(Refusal(sink, now) is null && ModelBudget.FullUntil(_attempts, sink, now, limits, policy) is null ? Open(inviteId, sink, kind, now) : (long?)null);
    }

    /// <inheritdoc />
    public Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken)
    {
        var invite = Find(inviteId);
        return Task.FromResult<ResendPermit>(
            objection(invite with { Delivery = invite.Delivery with { PersonResentAt = PersonResentAt(invite) } }) is { } words ? new ResendPermit.Objected(invite, words)
            : Refusal(invite.Sink, now) switch
            {
                Claim.Stopped s => new ResendPermit.Stopped(s.Reason),
                Claim.Paused p => new ResendPermit.Paused(p.Since),
                Claim.NoBudget b => new ResendPermit.Limited(b.Until),
                _ => ModelBudget.FullUntil(_attempts, invite.Sink, now, limits, policy) is { } until
                    ? new ResendPermit.NoBudget(until)
                    : new ResendPermit.Granted(invite, Open(inviteId, invite.Sink, AttemptKind.Resend, now)),
            });
    }

    /// <inheritdoc />
    public Task<bool> FinishAttemptAsync(
        long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _attempts[(int)attemptId - 1].Finish(outcome, detail, now);
        var letGo = invite.Delivery is { State: InviteState.Held, Held: HoldReason.SinkStopped } && State(invite.Sink).Stopped is null;
        return Task.FromResult(Change(
            letGo ? invite with { Delivery = invite.Delivery with { State = InviteState.Due, Held = null, NotBefore = now, Reason = null } } : invite, now));
    }

    /// <inheritdoc />
    public Task<IReadOnlySet<long>> FinishPageAsync(
        long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _attempts[(int)attemptId - 1].Finish(outcome, detail, now);
        return Task.FromResult<IReadOnlySet<long>>(invites.Where(i => Change(i, now)).Select(i => i.Id).ToHashSet());
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken)
    {
        var before = ModelTime.Down(askedBefore);
        if (State(sink).Stopped is not null)
        {
            return Task.FromResult<IReadOnlyList<Invite>>([]);
        }

        var last = _invites.Where(i => Is(i, sink) && IsLastQuestion(i, before)).OrderBy(i => i.Delivery.ExpiresAt).Take(Math.Max(1, limit / 2)).ToList();
        var open = IsPaused(PauseScope.Sink, sink) ? [] : _invites
            .Where(i => Is(i, sink) && i.Delivery.IsOpen && !i.Delivery.WishUnderWay && !(i.StatusAskedAt >= before))
            .OrderBy(i => i.StatusAskedAt ?? DateTimeOffset.MinValue).ThenBy(i => i.Id).Take(limit - last.Count);
        return Task.FromResult<IReadOnlyList<Invite>>([.. last, .. open]);
    }

    /// <inheritdoc />
    public Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        State(sink).Stopped = reason;
        for (var i = 0; reason is null && i < _invites.Count; i++)
        {
            if (Is(_invites[i], sink) && _invites[i].Delivery is { State: InviteState.Held, Held: HoldReason.SinkStopped } held)
            {
                var at = ModelTime.Up(now);
                _invites[i] = _invites[i] with
                {
                    Delivery = held with { State = InviteState.Due, Held = null, NotBefore = at, Reason = null },
                    Epoch = _invites[i].Epoch + 1, ChangedAt = at,
                };
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public long? Insert(Invite invite, long run)
    {
        var keys = invite.Identities.Select(i => (invite.Sink, invite.Request.InterviewId, i)).ToList();
        if (keys.Exists(_identities.ContainsKey))
        {
            return null;
        }

        var id = _invites.Count + 1;
        _invites.Add(ModelTime.Stored(invite with { Id = id, RunId = run, AwaitsPass = run != 0 }));
        foreach (var key in keys.Where(_ => invite.Delivery.State != InviteState.Cancelled))
        {
            _identities[key] = id;
        }

        return id;
    }

    /// <inheritdoc />
    public void EndRun(long run)
    {
        for (var i = 0; i < _invites.Count; i++)
        {
            _invites[i] = _invites[i].RunId == run ? _invites[i] with { AwaitsPass = false } : _invites[i];
        }
    }

    /// <summary>It ran out after its status was last known: the person may have answered in the last minutes.</summary>
    private static bool IsLastQuestion(Invite invite, DateTimeOffset askedBefore) =>
        invite.Delivery is { State: InviteState.Expired, ExpiresAt: { } end, WishUnderWay: false } && end < askedBefore && end > askedBefore.AddDays(-7)
        && !(invite.Delivery.StatusAt >= end) && !(invite.StatusAskedAt >= askedBefore);

    private static bool Is(Invite invite, string sink) => string.Equals(invite.Sink, sink, StringComparison.Ordinal);

    private Invite Find(long id) => _invites[(int)id - 1];

    private long Open(long inviteId, string sink, AttemptKind kind, DateTimeOffset now)
    {
        _attempts.Add(new(_attempts.Count + 1, inviteId, sink, kind, ModelTime.Up(now)));
        return _attempts.Count;
    }

    private bool Change(Invite invite, DateTimeOffset at)
    {
        var known = Find(invite.Id);
        if (known.Epoch != invite.Epoch)
        {
            return false;
        }

        _invites[(int)invite.Id - 1] = ModelTime.Stored(known with
        {
            Request = invite.Request, Delivery = invite.Delivery, StatusAskedAt = invite.StatusAskedAt, Epoch = invite.Epoch + 1, ChangedAt = at,
        });
        if (invite.Delivery.PersonReference is { } reference && !string.Equals(reference, known.Delivery.PersonReference, StringComparison.Ordinal))
        {
            foreach (var identity in invite.Identities)
            {
                _persons[(invite.Sink, identity)] = reference;
            }
        }

        if (invite.Delivery.State == InviteState.Cancelled)
        {
            foreach (var identity in known.Identities)
            {
                var key = (known.Sink, known.Request.InterviewId, identity);
                if (_identities.GetValueOrDefault(key) == known.Id)
                {
                    _identities.Remove(key);
                }
            }
        }

        return true;
    }
}
