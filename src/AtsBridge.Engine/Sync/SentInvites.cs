using AtsBridge.Ledger;

namespace AtsBridge.Sync;

/// <summary>
/// The invites that the sink has, and what this pass asks for them. A plan writes nothing, so what it has asked for is kept here
/// for its later sets.
/// </summary>
internal sealed class SentInvites(ISyncSession session)
{
    private readonly Dictionary<long, Invite> _planned = [];

    internal async Task<IReadOnlyList<Invite>> OfAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken)
    {
        var invites = await session.OpenInvitesAsync(applicationKeys, cancellationToken);
        return _planned.Count == 0 ? invites : [.. invites.Select(i => _planned.GetValueOrDefault(i.Id, i))];
    }

    internal async Task ChangeAsync(IReadOnlyList<Invite> changed, DateTimeOffset at, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            await transaction.ChangeAsync(changed, at, cancellationToken);
            return;
        }

        foreach (var invite in changed)
        {
            _planned[invite.Id] = invite;
        }
    }
}
