using AtsBridge.Ledger;

namespace AtsBridge.Sync;

/// <summary>
/// What a plan would have put into the ledger, so that a later set of the same plan can cancel it, as it would in a sync. A sync
/// has the ledger itself, and keeps nothing here.
/// </summary>
internal sealed class PlannedInvites(SyncMode mode)
{
    private readonly Dictionary<string, List<Invite>> _byApplication = new(StringComparer.Ordinal);

    internal void Add(Invite? invite)
    {
        if (mode != SyncMode.Plan || invite is null)
        {
            return;
        }

        if (!_byApplication.TryGetValue(invite.ApplicationKey, out var invites))
        {
            _byApplication[invite.ApplicationKey] = invites = [];
        }

        invites.Add(invite);
    }

    internal IReadOnlyList<Invite> Of(IEnumerable<string> applicationKeys) =>
        _byApplication.Count == 0 ? [] : [.. applicationKeys.SelectMany(k => _byApplication.GetValueOrDefault(k, []))];

    internal void Remove(Invite invite)
    {
        if (_byApplication.TryGetValue(invite.ApplicationKey, out var invites))
        {
            invites.RemoveAll(i => i.Sink == invite.Sink && i.Request.InterviewId == invite.Request.InterviewId);
        }
    }
}
