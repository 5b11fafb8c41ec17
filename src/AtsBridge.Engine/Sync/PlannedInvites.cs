using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>
/// What a plan would have decided, put into the ledger and cancelled there, so that a later set of the same plan finds it as it would in
/// a sync. A sync has the ledger itself, and keeps nothing here.
/// </summary>
internal sealed class PlannedInvites(SyncMode mode)
{
    private readonly Dictionary<string, List<Invite>> _byApplication = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Application> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private readonly HashSet<long> _cancelled = [];
    private readonly HashSet<string> _owed = new(StringComparer.Ordinal);
    private readonly Dictionary<long, IReadOnlyList<string>> _known = [];
    private bool _roomTaken;

    /// <summary>What was decided about an application, and the invite that it makes.</summary>
    internal void Add(StageTransition transition, Decision decision, Invite? invite)
    {
        if (mode != SyncMode.Plan)
        {
            return;
        }

        Remember(transition, decision);
        if (invite is null)
        {
            return;
        }

        if (!_byApplication.TryGetValue(invite.ApplicationKey, out var invites))
        {
            _byApplication[invite.ApplicationKey] = invites = [];
        }

        invites.Add(invite);
    }

    /// <summary>An application has changed and stands where it stood.</summary>
    internal void Follow(Application application)
    {
        if (_waiting.ContainsKey(application.Key))
        {
            _waiting[application.Key] = application;
        }
    }

    /// <summary>Who waits behind another application of the same person, by the ledger or by this plan, whose word is the later one.</summary>
    internal IEnumerable<Application> Behind(IReadOnlyList<KnownApplication> stored, IReadOnlySet<string> candidates, IReadOnlySet<string> emails) =>
        stored.Select(k => k.Application).Where(a => !_decided.Contains(a.Key))
            .Concat(_waiting.Values.Where(a => candidates.Contains(a.CandidateId ?? "") || (a.Email?.Value is { } email && emails.Contains(PersonIdentity.OfEmail(email)))));

    /// <summary>Invites of some applications as they would stand: those of the ledger that this plan has not cancelled, and its own.</summary>
    internal IReadOnlyList<Invite> AsPlanned(IReadOnlyList<Invite> stored, IEnumerable<string> applicationKeys) =>
        mode != SyncMode.Plan ? stored :
        [.. stored.Where(i => !_cancelled.Contains(i.Id)).Select(AsKnown), .. applicationKeys.SelectMany(k => _byApplication.GetValueOrDefault(k, []))];

    /// <summary>The persons of these invites are known in further ways.</summary>
    internal void Know(IReadOnlyList<Invite> invites)
    {
        foreach (var invite in mode == SyncMode.Plan ? invites : [])
        {
            if (invite.Id != 0)
            {
                _known[invite.Id] = invite.Identities;
            }
            else if (_byApplication.TryGetValue(invite.ApplicationKey, out var own)
                && own.FindIndex(i => i.Sink == invite.Sink && i.Request.InterviewId == invite.Request.InterviewId) is var at and >= 0)
            {
                own[at] = own[at] with { Identities = invite.Identities };
            }
        }
    }

    /// <summary>What delivery has cancelled; a plan looks behind it once.</summary>
    internal IReadOnlyList<Invite> LeavingRoom(IReadOnlyList<Invite> stored)
    {
        if (mode != SyncMode.Plan)
        {
            return stored;
        }

        var left = _roomTaken ? [] : stored;
        _roomTaken = true;
        return left;
    }

    /// <summary>Those that have an invite which was cancelled because they vanished, in the ledger or in this plan.</summary>
    internal IReadOnlySet<string> Owed(IReadOnlySet<string> stored, IEnumerable<string> applicationKeys) =>
        _owed.Count == 0 ? stored : applicationKeys.Where(_owed.Contains).Concat(stored).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Of whom the ledger knows nothing it says nothing else, so only those are kept who wait: a baseline decides about everybody there is.
    /// </summary>
    private void Remember(StageTransition transition, Decision decision)
    {
        var application = transition.After;
        if (transition.Before is not null)
        {
            _decided.Add(application.Key);
        }

        if (decision.Suppressed == SuppressReason.AlreadyInvited)
        {
            _waiting[application.Key] = application;
        }
        else
        {
            _waiting.Remove(application.Key);
        }
    }

    private Invite AsKnown(Invite invite) => _known.TryGetValue(invite.Id, out var identities) ? invite with { Identities = identities } : invite;

    internal void Cancel(Invite invite)
    {
        if (mode != SyncMode.Plan)
        {
            return;
        }

        if (string.Equals(invite.Delivery.Reason, CancelReasons.Vanished, StringComparison.Ordinal))
        {
            _owed.Add(invite.ApplicationKey);
        }

        if (invite.Id != 0)
        {
            _cancelled.Add(invite.Id);
        }
        else if (_byApplication.TryGetValue(invite.ApplicationKey, out var invites))
        {
            invites.RemoveAll(i => i.Sink == invite.Sink && i.Request.InterviewId == invite.Request.InterviewId);
        }
    }
}
