using AtsBridge.Erasure;
using AtsBridge.Ledger;

namespace AtsBridge.Sync;

/// <summary>
/// One pass over one source. What is staged lives beside the store (a temporary table of the session's own connection) until it
/// is sealed, so that a set that turns out to be halved has changed nothing. Used by one caller at a time.
/// </summary>
public interface ISyncSession : IAsyncDisposable
{
    /// <summary>The source as the store knows it at the opening. The caller keeps track of what changes after that.</summary>
    SourceState State { get; }

    /// <summary>
    /// Puts the beginning of a run on record and gives its number. Runs of this source that another session left open become
    /// Interrupted; their invites go on waiting for the end of a pass.
    /// </summary>
    Task<long> BeginRunAsync(DateTimeOffset startedAt, CancellationToken cancellationToken);

    /// <summary>Fingerprints of all present applications, in parts of some thousand, in no order. A part is good until the next.</summary>
    IAsyncEnumerable<IReadOnlyList<UInt128>> FingerprintsAsync(CancellationToken cancellationToken);

    /// <summary>What is known of these applications: the snapshot, overlaid with what this session has retained.</summary>
    Task<IReadOnlyDictionary<string, KnownApplication>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>All applications that are present: the snapshot, overlaid with what this session has retained. In no order.</summary>
    IAsyncEnumerable<KnownApplication> PresentAsync(CancellationToken cancellationToken);

    /// <summary>Stages changes; a later one of the same application replaces the earlier.</summary>
    Task StageAsync(IReadOnlyList<StagedChange> changes, CancellationToken cancellationToken);

    /// <summary>The staged change of one application; null where there is none.</summary>
    Task<StagedChange?> FindStagedAsync(string key, CancellationToken cancellationToken);

    /// <summary>Takes a staged change back.</summary>
    Task UnstageAsync(string key, CancellationToken cancellationToken);

    /// <summary>Staged changes that are neither sealed nor retained, in the order in which they were staged first, in chunks.</summary>
    /// <param name="withNew">Whether also those that are new; without them, only what was known before.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    IAsyncEnumerable<IReadOnlyList<StagedChange>> StagedAsync(bool withNew, CancellationToken cancellationToken);

    /// <summary>Forgets what is staged after it was sealed (Commit), or keeps it as an overlay of the snapshot (Plan).</summary>
    Task EndSetAsync(CancellationToken cancellationToken);

    /// <summary>Forgets what is staged: its set is not believed.</summary>
    Task DiscardAsync(CancellationToken cancellationToken);

    /// <summary>Which of these identities have an invite to an interview at a sink that was not cancelled.</summary>
    Task<IReadOnlySet<InviteIdentity>> TakenAsync(IReadOnlyCollection<InviteIdentity> identities, CancellationToken cancellationToken);

    /// <summary>
    /// Invites of these applications that are not sent, as far as is known, and still could be: Held, Due, Waiting, Sending,
    /// Ambiguous, and Rejected and NeedsReview, which a person may mend.
    /// </summary>
    Task<IReadOnlyList<Invite>> UnsentInvitesAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken);

    /// <summary>Invites of these applications that were not cancelled, whatever became of them: nobody of the same identities may get a second one.</summary>
    Task<IReadOnlyList<Invite>> StandingInvitesAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken);

    /// <summary>
    /// Invites of the source that delivery has cancelled since a sync last looked, because their applications had left while it was
    /// in doubt whether they had been sent: others of the same person may wait behind them.
    /// </summary>
    Task<IReadOnlyList<Invite>> LeavingRoomAsync(CancellationToken cancellationToken);

    /// <summary>Invites of these applications that the sink has and whose status may still change.</summary>
    Task<IReadOnlyList<Invite>> OpenInvitesAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken);

    /// <summary>
    /// Present applications of people with one of these candidate ids or e-mail identities, whose last decision was
    /// Suppressed(AlreadyInvited): they wait behind another application of the same person.
    /// </summary>
    Task<IReadOnlyList<KnownApplication>> SuppressedBehindAsync(
        IReadOnlyCollection<string> candidateIds, IReadOnlyCollection<string> emailIdentities, CancellationToken cancellationToken);

    /// <summary>Those of these applications whose last invite was cancelled unsent because they vanished.</summary>
    Task<IReadOnlySet<string>> CancelledByVanishingAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken);

    /// <summary>
    /// Everybody who was erased, with what is kept of the applications of this source; the same as before where nobody was erased
    /// since.
    /// </summary>
    /// <param name="before">What this gave the last time; <see cref="ErasedPeople.Nobody"/> at first.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<ErasedPeople> ErasedAsync(ErasedPeople before, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the one transaction of a seal (writing from the start, so that what is read inside stays true). Reads of this session
    /// take part in it. Disposed without completion, it has changed nothing.
    /// </summary>
    Task<ISyncTransaction> BeginSealAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Puts on record how a run ended that has nothing (more) to seal: it failed, was told to stop, had nothing new, or has waited
    /// long enough. Its invites may go, but not those of an interrupted one: nobody has judged the rest of its pass.
    /// </summary>
    Task EndRunAsync(RunCertificate certificate, IReadOnlyList<RejectedRecord> quarantined, CancellationToken cancellationToken);

    /// <summary>What of this source stands in quarantine and needs somebody, the oldest first.</summary>
    Task<IReadOnlyList<OpenQuarantine>> OpenQuarantineAsync(CancellationToken cancellationToken);

    /// <summary>Unsent invites of passes that were cut off, by run and route; those of this session's own runs are not among them.</summary>
    Task<IReadOnlyList<AwaitingInvites>> AwaitingAsync(CancellationToken cancellationToken);

    /// <summary>Invites that runs of a set made since a moment, those that were cancelled aside; by run and route.</summary>
    /// <param name="set">The set's name, such as <see cref="AtsBridge.Told.ToldSync.Set"/>.</param>
    /// <param name="since">Runs that began since then.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<IReadOnlyList<AwaitingInvites>> MadeSinceAsync(string set, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The pass has ended and all of it is judged: whatever of this source waited for that may go.</summary>
    Task EndPassAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The last so many runs that succeeded, knew somebody before and brought something, the newest first. Not the first sync.
    /// </summary>
    Task<IReadOnlyList<PastRun>> PastAsync(int runs, CancellationToken cancellationToken);

    /// <summary>The most that ever went each of these ways at once; ways that hardly anybody went are left out.</summary>
    Task<IReadOnlyDictionary<StageShift, long>> MostMovedAsync(IReadOnlyCollection<StageShift> ways, CancellationToken cancellationToken);

    /// <summary>How many present applications stand in which stage: the snapshot, overlaid with what this session has retained.</summary>
    Task<IReadOnlyList<StageHeads>> HeadsAsync(CancellationToken cancellationToken);
}
