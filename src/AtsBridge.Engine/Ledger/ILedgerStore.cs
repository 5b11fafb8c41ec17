using AtsBridge.Delivery;
using AtsBridge.Sync;

namespace AtsBridge.Ledger;

/// <summary>What the operator's and consultant's questions need of the store. Implemented by the storage.</summary>
public interface ILedgerStore
{
    /// <summary>Invites, the newest first.</summary>
    Task<IReadOnlyList<Invite>> ListAsync(InviteFilter filter, CancellationToken cancellationToken);

    /// <summary>The numbers of all invites that a filter chooses, the newest first, whatever its limit.</summary>
    Task<IReadOnlyList<long>> NumbersAsync(InviteFilter filter, CancellationToken cancellationToken);

    /// <summary>How many invites a filter chooses, whatever its limit.</summary>
    Task<long> ChosenAsync(InviteFilter filter, CancellationToken cancellationToken);

    /// <summary>How many invites stand where, of one sink or of all.</summary>
    Task<IReadOnlyDictionary<InviteState, long>> CountAsync(string? sink, CancellationToken cancellationToken);

    /// <summary>One invite; null where there is none of that number.</summary>
    Task<Invite?> FindAsync(long inviteId, CancellationToken cancellationToken);

    /// <summary>The requests made for an invite, the oldest first.</summary>
    Task<IReadOnlyList<Attempt>> AttemptsAsync(long inviteId, CancellationToken cancellationToken);

    /// <summary>Writes the delivery state of an invite, if its epoch is still the one that it was read with.</summary>
    /// <returns>False: somebody else changed it meanwhile, and nothing was written.</returns>
    Task<bool> ChangeAsync(Invite invite, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Changes many invites as one act: in one transaction, so that all of it happens or nothing.</summary>
    /// <param name="inviteIds">Their numbers; those that do not exist are passed over.</param>
    /// <param name="change">
    /// The invite as it shall be, by its delivery state and whether it awaits its pass; null: it stays as it is. Called inside the
    /// transaction, so that nobody changes the invite meanwhile.
    /// </param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    /// <returns>Each as it was and as it is now, in the order of the numbers given.</returns>
    Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        IReadOnlyCollection<long> inviteIds, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The stories of every application with this application id, key, candidate id or e-mail address, in any source.</summary>
    Task<IReadOnlyList<ApplicationStory>> ExplainAsync(string who, CancellationToken cancellationToken);

    /// <summary>What stands in quarantine and needs somebody, the newest first.</summary>
    Task<IReadOnlyList<QuarantinedRecord>> OpenQuarantineAsync(string? source, int limit, CancellationToken cancellationToken);

    /// <summary>What could not be read, and what became of it, the newest first.</summary>
    Task<IReadOnlyList<QuarantinedRecord>> QuarantineAsync(string? source, int limit, CancellationToken cancellationToken);

    /// <summary>Runs, the newest first.</summary>
    Task<IReadOnlyList<RunCertificate>> RunsAsync(string? source, int limit, CancellationToken cancellationToken);

    /// <summary>Every stage (name and id) that any record of the source has ever had; what <c>validate</c> warns by.</summary>
    Task<IReadOnlySet<string>> StagesSeenAsync(string source, CancellationToken cancellationToken);

    /// <summary>
    /// Stages of the source in which nobody stands any more and from which at least twenty went to another one at once: they may have
    /// been renamed. In upper case.
    /// </summary>
    Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(string source, CancellationToken cancellationToken);

    /// <summary>Why a sink is stopped; null where it is not.</summary>
    Task<string?> StoppedAsync(string sink, CancellationToken cancellationToken);

    /// <summary>
    /// Invites of a route that are open and not expired, have had fewer reminders than this and wish nothing, and were last sent
    /// (again) between the two moments; the oldest first.
    /// </summary>
    Task<IReadOnlyList<Invite>> UnansweredAsync(
        string route, int fewerReminders, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>What is paused, the oldest first.</summary>
    Task<IReadOnlyList<Pause>> PausesAsync(CancellationToken cancellationToken);

    /// <summary>Pauses a sink or a route; what is under way is finished.</summary>
    /// <returns>False: it was paused already, and its reason and moment stay.</returns>
    Task<bool> PauseAsync(Pause pause, CancellationToken cancellationToken);

    /// <summary>Lets a sink or a route go on.</summary>
    /// <returns>False: it was not paused.</returns>
    Task<bool> ResumeAsync(PauseScope scope, string name, CancellationToken cancellationToken);
}
