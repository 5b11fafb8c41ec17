using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Simulation.Store;
using AtsBridge.Storage;
using AtsBridge.Sync;
using AtsBridge.Transitions;

namespace AtsBridge.Simulation.Tests;

/// <summary>The real store, in a file of its own, for a world to live on. Its work is done on the caller's thread, so it answers at once.</summary>
internal sealed class SqliteWorldStore : IWorldStore, IDisposable
{
    private static readonly Lazy<byte[]> Empty = new(MakeEmpty);

    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-simulation-").FullName;
    private readonly AtsBridgeStore _store;
    private readonly Dictionary<long, ISyncSession> _open = [];

    internal SqliteWorldStore()
    {
        File.WriteAllBytes(Path.Combine(_folder, "store.db"), Empty.Value);
        _store = Open(_folder);
    }

    public IReadOnlyList<Invite> Invites => [.. Now(_store.Ledger.ListAsync(new() { Limit = 100_000 }, default)).OrderBy(i => i.Id)];

    public int AttemptCount => Invites.Sum(i => Now(_store.Ledger.AttemptsAsync(i.Id, default)).Count);

    /// <summary>As a sync does it: in the transaction of a run that seals what it decided.</summary>
    public long? Insert(Invite invite, long run)
    {
        // A source for each run: a second run of one source would end the first.
        var session = Now(_store.Sync.OpenAsync(FormattableString.Invariant($"acme{invite.ApplicationKey}"), SyncMode.Commit, default));
        var taken = Now(session.TakenAsync([.. invite.Identities.Select(i => new InviteIdentity(invite.Sink, invite.Request.InterviewId, i))], default));
        if (taken.Count > 0)
        {
            Done(session);
            return null;
        }

        var number = Now(session.BeginRunAsync(invite.CreatedAt, default));
        var seal = Now(session.BeginSealAsync(default));
        Now(seal.WriteAsync(number, invite.CreatedAt, [Sealed(invite)], default));
        Now(seal.CompleteAsync(new() { Baselined = true }, Certificate(invite, number, run == 0 ? RunOutcome.Succeeded : RunOutcome.Running), default));
        Done(seal);
        if (run == 0)
        {
            Done(session);
        }
        else
        {
            _open.Add(run, session);
        }

        return Invites.Max(i => i.Id);
    }

    public void EndRun(long run)
    {
        if (_open.Remove(run, out var session))
        {
            var invite = Invites.Single(i => i.AwaitsPass && i.ApplicationKey == FormattableString.Invariant($"{run}"));
            Now(session.EndRunAsync(Certificate(invite, invite.RunId, RunOutcome.Succeeded), [], default));
            Done(session);
        }
    }

    public void Dispose()
    {
        foreach (var session in _open.Values)
        {
            Done(session);
        }

        Done(_store);
        Directory.Delete(_folder, recursive: true);
    }

    public Task<Claim> ClaimAsync(
        string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        _store.Delivery.ClaimAsync(sink, now, limits, policy, wake, cancellationToken);

    public Task<long?> BeginAttemptAsync(
        long inviteId, AttemptKind kind, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        _store.Delivery.BeginAttemptAsync(inviteId, kind, now, limits, policy, cancellationToken);

    public Task<ResendPermit> BeginResendAsync(
        long inviteId, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, Func<Invite, string?> objection, CancellationToken cancellationToken) =>
        _store.Delivery.BeginResendAsync(inviteId, now, limits, policy, objection, cancellationToken);

    public Task<bool> FinishAttemptAsync(long attemptId, AttemptOutcome outcome, string? detail, Invite invite, DateTimeOffset now, CancellationToken cancellationToken) =>
        _store.Delivery.FinishAttemptAsync(attemptId, outcome, detail, invite, now, cancellationToken);

    public Task<(bool Written, Claim Next)> FinishAndClaimAsync(
        EndedAttempt ended, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy,
        Func<DeliveryState, (DeliveryState State, DeliveryEffect Effect)> wake, CancellationToken cancellationToken) =>
        _store.Delivery.FinishAndClaimAsync(ended, now, limits, policy, wake, cancellationToken);

    public Task<IReadOnlySet<long>> FinishPageAsync(
        long attemptId, AttemptOutcome outcome, string? detail, IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellationToken) =>
        _store.Delivery.FinishPageAsync(attemptId, outcome, detail, invites, now, cancellationToken);

    public Task<IReadOnlyList<Invite>> OpenInvitesAsync(string sink, DateTimeOffset askedBefore, int limit, CancellationToken cancellationToken) =>
        _store.Delivery.OpenInvitesAsync(sink, askedBefore, limit, cancellationToken);

    public Task SetStoppedAsync(string sink, string? reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        _store.Delivery.SetStoppedAsync(sink, reason, now, cancellationToken);

    public Task<ClockReading> CheckClockAsync(string sink, ClockReading reading, bool beside, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        _store.Delivery.CheckClockAsync(sink, reading, beside, policy, cancellationToken);

    public Task LimitAsync(string sink, DateTimeOffset until, CancellationToken cancellationToken) => _store.Delivery.LimitAsync(sink, until, cancellationToken);

    public Task ReportAsync(string sink, RateReport report, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken) =>
        _store.Delivery.ReportAsync(sink, report, now, limits, policy, cancellationToken);

    public Task<IReadOnlyList<Invite>> ListAsync(InviteFilter filter, CancellationToken cancellationToken) => _store.Ledger.ListAsync(filter, cancellationToken);

    public Task<long> ChosenAsync(InviteFilter filter, CancellationToken cancellationToken) => _store.Ledger.ChosenAsync(filter, cancellationToken);

    public Task<IReadOnlyList<long>> NumbersAsync(InviteFilter filter, CancellationToken cancellationToken) => _store.Ledger.NumbersAsync(filter, cancellationToken);

    public Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        IReadOnlyCollection<long> inviteIds, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken) =>
        _store.Ledger.ChangeAllAsync(inviteIds, change, at, cancellationToken);

    public Task<IReadOnlyDictionary<InviteState, long>> CountAsync(string? sink, CancellationToken cancellationToken) => _store.Ledger.CountAsync(sink, cancellationToken);

    public Task<Invite?> FindAsync(long inviteId, CancellationToken cancellationToken) => _store.Ledger.FindAsync(inviteId, cancellationToken);

    public Task<IReadOnlyList<Attempt>> AttemptsAsync(long inviteId, CancellationToken cancellationToken) => _store.Ledger.AttemptsAsync(inviteId, cancellationToken);

    public Task<bool> ChangeAsync(Invite invite, DateTimeOffset at, CancellationToken cancellationToken) => _store.Ledger.ChangeAsync(invite, at, cancellationToken);

    public Task<IReadOnlyList<ApplicationStory>> ExplainAsync(string who, CancellationToken cancellationToken) => _store.Ledger.ExplainAsync(who, cancellationToken);

    public Task<IReadOnlyList<QuarantinedRecord>> QuarantineAsync(string? source, int limit, CancellationToken cancellationToken) => _store.Ledger.QuarantineAsync(source, limit, cancellationToken);

    public Task<IReadOnlyList<QuarantinedRecord>> OpenQuarantineAsync(string? source, int limit, CancellationToken cancellationToken) => _store.Ledger.OpenQuarantineAsync(source, limit, cancellationToken);

    public Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(string source, CancellationToken cancellationToken) => _store.Ledger.EmptiedStagesAsync(source, cancellationToken);

    public Task<IReadOnlyList<RunCertificate>> RunsAsync(string? source, int limit, CancellationToken cancellationToken) => _store.Ledger.RunsAsync(source, limit, cancellationToken);

    public Task<IReadOnlySet<string>> StagesSeenAsync(string source, CancellationToken cancellationToken) => _store.Ledger.StagesSeenAsync(source, cancellationToken);

    public Task<string?> StoppedAsync(string sink, CancellationToken cancellationToken) => _store.Ledger.StoppedAsync(sink, cancellationToken);

    public Task<IReadOnlyList<Invite>> UnansweredAsync(string route, int fewerReminders, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        _store.Ledger.UnansweredAsync(route, fewerReminders, after, until, limit, cancellationToken);

    public Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken) => _store.Ledger.PausesAsync(cancellationToken);

    public Task<bool> PauseAsync(Pause pause, CancellationToken cancellationToken) => _store.Ledger.PauseAsync(pause, cancellationToken);

    public Task<bool> ResumeAsync(PauseScope scope, string name, CancellationToken cancellationToken) => _store.Ledger.ResumeAsync(scope, name, cancellationToken);

    internal static AtsBridgeStore Open(string folder) =>
        AtsBridgeStore.OpenSqlite($"Data Source={Path.Combine(folder, "store.db")}", StoreAccess.Host, TimeProvider.System);

    private static byte[] MakeEmpty()
    {
        var folder = Directory.CreateTempSubdirectory("atsbridge-simulation-").FullName;
        Done(Open(folder));
        var bytes = File.ReadAllBytes(Path.Combine(folder, "store.db"));
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private static SealedChange Sealed(Invite invite)
    {
        var application = new Application
        {
            Key = invite.ApplicationKey, Position = new("simulated", 1), ApplicationId = invite.ApplicationKey, FirstName = "Ann", LastName = "O",
            Stage = "Interview", Status = ApplicationStatus.Active,
        };
        var route = new Route { Name = invite.Route, Source = invite.Source, Sink = invite.Sink, When = new() { Stage = [new Pattern("Interview")] }, Invite = new() { InterviewId = invite.Request.InterviewId } };
        var transition = new StageTransition(TransitionKind.Appeared, null, application, invite.CreatedAt);
        return new(new(ChangeKind.New, null, application, 1), invite.ApplicationKey, transition, new Decision(Verdict.Invite, route), invite);
    }

    private static RunCertificate Certificate(Invite invite, long run, RunOutcome outcome) =>
        new() { RunId = run, Source = FormattableString.Invariant($"acme{invite.ApplicationKey}"), StartedAt = invite.CreatedAt, Outcome = outcome };

    private static T Now<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Now(Task task) => task.GetAwaiter().GetResult();

    private static void Done(IAsyncDisposable what) => what.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
