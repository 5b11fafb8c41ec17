using AtsBridge.Erasure;
using AtsBridge.Ledger;
using AtsBridge.Storage.Delivery;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Erasure;

/// <summary>Erases people: found anew in the transaction that erases them, so that nothing slips in between.</summary>
internal sealed class ErasureStore(StoreDatabase database, TombstoneKeys keys) : IErasureStore
{
    private const string NothingYet = "Nothing was erased; their invites that were not sent are cancelled.";

    public Task PrepareAsync(CancellationToken cancellationToken) => keys.PrepareAsync(cancellationToken);

    public Task<IReadOnlyList<ErasablePerson>> FindAsync(string who, string? source, CancellationToken cancellationToken) =>
        database.ReadAsync(async db => await DescribeAsync(db, await new PersonSearch(db).FindAsync(who, source, cancellationToken), cancellationToken));

    public async Task<ErasureResult> EraseAsync(string who, string? source, bool several, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await database.WriteAsync(db => EraseAsync(db, who, source, several, now, cancellationToken), cancellationToken, overwrite: true);
        return result.Erased ? result with { Residue = await CleanAsync(CancellationToken.None) } : result;
    }

    public Task<ErasureTrace?> TraceAsync(string who, CancellationToken cancellationToken) => database.ReadAsync(async db =>
    {
        var people = await keys.PeopleAsync(db, source: null, ErasedPeople.Nobody, cancellationToken);
        ErasureTrace? trace = null;
        foreach (var identity in people.Any ? await PersonSearch.IdentitiesAsync(db, who, source: null, cancellationToken) : [])
        {
            var mac = Fingerprints.Write(people.MacOf(identity));
            if (await db.Tombstones.Where(t => t.Mac == mac).Join(db.Erasures, t => t.ErasureId, e => e.Id, (_, e) => (long?)e.ErasedAt)
                .FirstOrDefaultAsync(cancellationToken) is { } at)
            {
                return new ErasureTrace(StoreTime.Read(at));
            }

            trace = await db.ErasedApplications.AnyAsync(a => a.KeyMac == mac, cancellationToken) ? new(null) : trace;
        }

        return trace;
    });

    public Task<string?> CleanAsync(CancellationToken cancellationToken) => StoreCleaning.RunAsync(database, cancellationToken);

    private async Task<ErasureResult> EraseAsync(StoreDb db, string who, string? source, bool several, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await new PersonSearch(db).FindAsync(who, source, cancellationToken);
        var people = await DescribeAsync(db, found, cancellationToken);
        if (!several && (people.Count > 1 || people.Any(p => p.IsSeveral)))
        {
            return new(people, ["It leads to several people, or to one who may be several. Nothing was changed."], null);
        }

        if (people.Count == 0)
        {
            return new(people, [], null);
        }

        if (await ObjectionsAsync(db, people, now, cancellationToken) is { Count: > 0 } objections)
        {
            await StopAsync(db, people, now, cancellationToken);
            return new(people, [.. objections, NothingYet], null);
        }

        var key = await keys.ForErasingAsync(db, cancellationToken);
        foreach (var person in found)
        {
            await new PersonEraser(db, key, now).EraseAsync(person, cancellationToken);
        }

        return new(people, [], null);
    }

    private static async Task<List<string>> ObjectionsAsync(StoreDb db, IReadOnlyList<ErasablePerson> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var objections = new List<string>();
        foreach (var invite in people.SelectMany(p => p.Invites))
        {
            var open = await db.Attempts.Where(a => a.InviteId == invite.Id && a.FinishedAt == null).ToListAsync(cancellationToken);
            if (ErasureRule.Objection(invite, open.Select(a => a.ToAttempt()), now) is { } objection)
            {
                objections.Add(objection);
            }
        }

        return objections;
    }

    /// <summary>Until it can be erased nothing more goes out to the person.</summary>
    private static async Task StopAsync(StoreDb db, IReadOnlyList<ErasablePerson> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var invite in people.SelectMany(p => p.Invites))
        {
            var stopped = ErasureRule.Stopped(invite, now);
            if (stopped.Delivery != invite.Delivery)
            {
                await db.ChangeAsync(stopped, now, cancellationToken);
            }
        }
    }

    private static async Task<IReadOnlyList<ErasablePerson>> DescribeAsync(StoreDb db, IReadOnlyList<FoundPerson> found, CancellationToken cancellationToken)
    {
        var people = new List<ErasablePerson>(found.Count);
        foreach (var person in found)
        {
            var transitions = 0;
            foreach (var (source, key) in person.Applications.Keys)
            {
                transitions += await db.Transitions.CountAsync(t => t.Source == source && t.ApplicationKey == key, cancellationToken);
            }

            var invites = person.Invites.Values.OrderBy(i => i.Id).Select(i => i.ToInvite()).ToList();
            var ids = invites.ConvertAll(i => i.Id);
            people.Add(new()
            {
                Applications = [.. person.Applications.OrderBy(a => a.Key.Source, StringComparer.Ordinal).ThenBy(a => a.Key.Key, StringComparer.Ordinal)
                    .Where(a => a.Value is not null).Select(a => new ErasableApplication(a.Key.Source, ApplicationJson.Read(a.Value!.Body), a.Value.Present))],
                Invites = invites,
                AtSinks = AtSinks(person, invites),
                Transitions = transitions,
                Attempts = await db.Attempts.CountAsync(a => ids.Contains(a.InviteId), cancellationToken),
                Quarantined = person.Quarantined.Count,
            });
        }

        return people;
    }

    private static IReadOnlyList<SinkCopy> AtSinks(FoundPerson person, IReadOnlyList<Invite> invites)
    {
        var copies = invites.Where(i => i.Delivery.PersonReference is not null || i.Delivery.InviteReference is not null)
            .Select(i => new SinkCopy(i.Sink, i.Delivery.PersonReference, i.Delivery.InviteReference)).Distinct().ToList();
        var alone = person.SinkPersons.Where(p => !copies.Exists(c => c.Sink == p.Sink && c.PersonReference == p.Reference));
        return [.. copies, .. alone.Select(p => new SinkCopy(p.Sink, p.Reference, null))];
    }
}
