using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Sync;

namespace AtsBridge.Simulation.Store;

/// <summary>The part of the ledger that an operator's acts need.</summary>
internal sealed partial class ModelStore
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> ListAsync(InviteFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Invite>>([.. _invites
            .Where(i => (filter.Ids.Count == 0 || filter.Ids.Contains(i.Id)) && (filter.States.Count == 0 || filter.States.Contains(i.Delivery.State)))
            .OrderByDescending(i => i.Id).Take(filter.Limit)]);

    /// <inheritdoc />
    public Task<long> ChosenAsync(InviteFilter filter, CancellationToken cancellationToken) => throw NotModelled();

    public Task<IReadOnlyList<long>> NumbersAsync(InviteFilter filter, CancellationToken cancellationToken) => throw NotModelled();

    /// <inheritdoc />
    public Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        IReadOnlyCollection<long> inviteIds, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var changes = new List<(Invite, Invite?)>();
        foreach (var before in inviteIds.Distinct().Where(id => id > 0 && id <= _invites.Count).Select(Find))
        {
            var after = change(before);
            if (after is not null && after.Delivery != before.Delivery)
            {
                Change(after, at);
                after = after with { ChangedAt = at, Epoch = before.Epoch + 1 };
            }

            if (after is not null && after.AwaitsPass != before.AwaitsPass)
            {
                _invites[(int)before.Id - 1] = Find(before.Id) with { AwaitsPass = after.AwaitsPass };
            }

            changes.Add((before, after));
        }

        return Task.FromResult<IReadOnlyList<(Invite, Invite?)>>(changes);
    }

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<InviteState, long>> CountAsync(string? sink, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<InviteState, long>>(_invites.Where(i => sink is null || Is(i, sink))
            .GroupBy(i => i.Delivery.State).ToDictionary(g => g.Key, g => g.LongCount()));

    /// <inheritdoc />
    public Task<Invite?> FindAsync(long inviteId, CancellationToken cancellationToken) =>
        Task.FromResult(inviteId > 0 && inviteId <= _invites.Count ? Find(inviteId) : null);

    /// <inheritdoc />
    public Task<IReadOnlyList<Attempt>> AttemptsAsync(long inviteId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Attempt>>([.. _attempts.Where(a => a.InviteId == inviteId).Select(a => a.ToAttempt())]);

    /// <inheritdoc />
    public Task<bool> ChangeAsync(Invite invite, DateTimeOffset at, CancellationToken cancellationToken) => Task.FromResult(Change(invite, at));

    /// <inheritdoc />
    public Task<string?> StoppedAsync(string sink, CancellationToken cancellationToken) => Task.FromResult(State(sink).Stopped);

    /// <inheritdoc />
    public Task<IReadOnlyList<Invite>> UnansweredAsync(
        string route, int fewerReminders, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        var (from, to) = (ModelTime.Up(after), ModelTime.Down(until));
        return Task.FromResult<IReadOnlyList<Invite>>([.. _invites
            .Where(i => string.Equals(i.Route, route, StringComparison.Ordinal) && LastSent(i) > from && LastSent(i) <= to
                && i.Delivery is { Wish: null, State: InviteState.Sent or InviteState.PartiallyCompleted } && i.Delivery.Reminders < fewerReminders)
            .OrderBy(LastSent).ThenBy(i => i.Id).Take(limit)]);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Pause>>([.. _pauses.OrderBy(p => p.Since).ThenBy(p => p.Name, StringComparer.Ordinal)]);

    /// <inheritdoc />
    public Task<bool> PauseAsync(Pause pause, CancellationToken cancellationToken)
    {
        var fresh = !IsPaused(pause.Scope, pause.Name);
        if (fresh)
        {
            _pauses.Add(pause with { Since = ModelTime.Up(pause.Since) });
        }

        return Task.FromResult(fresh);
    }

    /// <inheritdoc />
    public Task<bool> ResumeAsync(PauseScope scope, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_pauses.RemoveAll(p => p.Scope == scope && string.Equals(p.Name, name, StringComparison.Ordinal)) > 0);

    /// <inheritdoc />
    public Task<IReadOnlyList<ApplicationStory>> ExplainAsync(string who, CancellationToken cancellationToken) => throw NotModelled();

    /// <inheritdoc />
    public Task<IReadOnlyList<QuarantinedRecord>> QuarantineAsync(string? source, int limit, CancellationToken cancellationToken) => throw NotModelled();

    public Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(string source, CancellationToken cancellationToken) => throw NotModelled();

    public Task<IReadOnlyList<QuarantinedRecord>> OpenQuarantineAsync(string? source, int limit, CancellationToken cancellationToken) => throw NotModelled();

    /// <inheritdoc />
    public Task<IReadOnlyList<RunCertificate>> RunsAsync(string? source, int limit, CancellationToken cancellationToken) => throw NotModelled();

    /// <inheritdoc />
    public Task<IReadOnlySet<string>> StagesSeenAsync(string source, CancellationToken cancellationToken) => throw NotModelled();

    private static DateTimeOffset? LastSent(Invite invite) => invite.Delivery.ResentAt ?? invite.Delivery.SentAt;

    private static NotSupportedException NotModelled() => new("Delivery asks no such question, so the model has no answer.");
}
