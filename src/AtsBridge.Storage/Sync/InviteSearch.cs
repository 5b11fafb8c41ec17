using System.Linq.Expressions;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>What a sync asks about invites of its source. Of most applications that change there is none, and that is asked one by one.</summary>
internal sealed class InviteSearch(StoreDb db, string source) : IDisposable
{
    private readonly PreparedStatement _taken = new(
        db, "SELECT 1 FROM invite_identity WHERE sink = @sink AND interview_id = @interview AND identity = @identity", "@sink", "@interview", "@identity");

    private readonly PreparedStatement _invited = new(db, "SELECT 1 FROM invite WHERE source = @source AND application_key = @key LIMIT 1", "@source", "@key");

    internal IReadOnlySet<InviteIdentity> Taken(IReadOnlyCollection<InviteIdentity> identities, CancellationToken cancellationToken) =>
        db.Among(identities, _taken, i => [i.Sink, i.InterviewId, i.Identity], cancellationToken).ToHashSet();

    internal async Task<IReadOnlyList<Invite>> OfAsync(
        IReadOnlyCollection<string> applicationKeys, Expression<Func<InviteRow, bool>> wanted, CancellationToken cancellationToken)
    {
        var invites = new List<Invite>();
        foreach (var chunk in Invited(applicationKeys, cancellationToken))
        {
            var rows = await db.Invites.Where(i => i.Source == source && chunk.Contains(i.ApplicationKey)).Where(wanted)
                .OrderBy(i => i.Id).ToListAsync(cancellationToken);
            invites.AddRange(rows.Select(r => r.ToInvite()));
        }

        return invites;
    }

    internal async Task<IReadOnlySet<string>> CancelledByVanishingAsync(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken)
    {
        var owed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in Invited(applicationKeys, cancellationToken))
        {
            var invites = await db.Invites.Where(i => i.Source == source && chunk.Contains(i.ApplicationKey))
                .Select(i => new { i.Id, i.ApplicationKey, i.State, i.Reason }).ToListAsync(cancellationToken);
            // Only the last one tells what is owed: an operator may have cancelled, on purpose, the one that came after.
            owed.UnionWith(invites.GroupBy(i => i.ApplicationKey, StringComparer.Ordinal).Select(g => g.MaxBy(i => i.Id)!)
                .Where(i => i is { State: nameof(InviteState.Cancelled), Reason: CancelReasons.Vanished }).Select(i => i.ApplicationKey));
        }

        return owed;
    }

    public void Dispose()
    {
        _taken.Dispose();
        _invited.Dispose();
    }

    private IEnumerable<string[]> Invited(IReadOnlyCollection<string> applicationKeys, CancellationToken cancellationToken) =>
        db.Among(applicationKeys, _invited, key => [source, key], cancellationToken).Chunk(StoreDb.ChunkRows);
}
