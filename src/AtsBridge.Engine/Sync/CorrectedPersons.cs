using AtsBridge.Erasure;

namespace AtsBridge.Sync;

/// <summary>
/// A corrected address or another candidate id is a further way to know the person of an invite, sent or not: whoever has it already
/// at another application is no stranger, and gets no second invite.
/// </summary>
internal sealed class CorrectedPersons(ConfiguredSource source, ISyncSession session, Decider decider, PlannedInvites planned, ErasedRecords erased)
{
    /// <summary>Adds to the invites of changed applications what their persons are known by now.</summary>
    internal async Task KnowAsync(IReadOnlyList<StagedChange> chunk, ISyncTransaction? transaction, CancellationToken cancellationToken)
    {
        var further = chunk.Where(c => c.Known is not null && c.Kind != ChangeKind.Vanished && !erased.Contains(c))
            .Select(c => (c.Key, Identities: Further(c.Before!, c.After)))
            .Where(c => c.Identities.Count > 0).ToDictionary(c => c.Key, c => c.Identities, StringComparer.Ordinal);
        if (further.Count == 0)
        {
            return;
        }

        var known = planned.AsPlanned(await session.StandingInvitesAsync(further.Keys, cancellationToken), further.Keys)
            .Select(i => i with { Identities = [.. i.Identities.Union(further[i.ApplicationKey], StringComparer.Ordinal)] }).ToList();
        decider.Claim(known);
        planned.Know(known);
        if (transaction is not null)
        {
            await transaction.KnowAsync(known, cancellationToken);
        }
    }

    private List<string> Further(Application before, Application after) =>
        [.. PersonIdentity.Of(source.Name, after).Except(PersonIdentity.Of(source.Name, before), StringComparer.Ordinal)];
}
