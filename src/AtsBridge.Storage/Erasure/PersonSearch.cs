using System.Text.Json;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Erasure;

/// <summary>
/// Finds all rows that belong to a person: from one identity to the rows that have it, from those to their other identities, and on
/// until nothing new is found. What is not indexed is searched row by row: it is a deliberate act, and a rare one.
/// </summary>
internal sealed class PersonSearch(StoreDb db)
{
    internal async Task<IReadOnlyList<FoundPerson>> FindAsync(string who, string? source, CancellationToken cancellationToken)
    {
        var people = new List<FoundPerson>();
        foreach (var identity in await IdentitiesAsync(db, who, source, cancellationToken))
        {
            if (!people.Exists(p => p.Identities.Contains(identity)))
            {
                var person = await GatherAsync(identity, cancellationToken);
                if (!person.IsEmpty)
                {
                    people.Add(person);
                }
            }
        }

        return people;
    }

    /// <summary>What a person who is asked for by this may be known by.</summary>
    internal static async Task<IReadOnlyList<string>> IdentitiesAsync(StoreDb db, string who, string? source, CancellationToken cancellationToken)
    {
        var asked = who.Trim();
        // A source whose first sync failed has runs and nothing else.
        var sources = await db.Sources.Select(s => s.Name).Union(db.Runs.Select(r => r.Source)).ToListAsync(cancellationToken);
        var wanted = sources.Where(s => source is null || string.Equals(s, source, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
        string[] address = asked.Contains('@', StringComparison.Ordinal) ? [PersonIdentity.OfEmail(asked)] : [];
        return [.. wanted.SelectMany(s => new[] { PersonIdentity.OfApplication(s, asked), PersonIdentity.OfCandidate(s, asked) }), .. address];
    }

    private async Task<FoundPerson> GatherAsync(string identity, CancellationToken cancellationToken)
    {
        var person = new FoundPerson();
        var waiting = new Queue<string>([identity]);
        while (waiting.TryDequeue(out var next))
        {
            if (person.Identities.Add(next))
            {
                foreach (var further in await FollowAsync(person, next, cancellationToken))
                {
                    waiting.Enqueue(further);
                }
            }
        }

        // An id in some excerpt is nobody's by itself; an address always is.
        if (!person.IsEmpty || PersonIdentity.IsEmail(identity))
        {
            await ExcerptsAsync(person, cancellationToken);
        }

        return person;
    }

    /// <summary>Takes in what has this identity, and gives the identities that lead on from there.</summary>
    private async Task<HashSet<string>> FollowAsync(FoundPerson person, string identity, CancellationToken cancellationToken)
    {
        var further = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await ApplicationsAsync(identity, cancellationToken))
        {
            var application = ApplicationJson.Read(row.Body);
            var identities = PersonIdentity.Of(row.Source, application);
            // By an address that can't be used nobody is known: half a source may have the same "n/a".
            if (identities.Contains(identity, StringComparer.Ordinal) && person.Applications.TryAdd((row.Source, row.ApplicationKey), row))
            {
                person.Words.Add(application);
                person.Contacts.AddContact(application);
                further.UnionWith(identities);
            }
        }

        foreach (var row in await InvitesAsync(identity, cancellationToken))
        {
            await AddAsync(person, row, further, cancellationToken);
        }

        foreach (var known in await db.SinkPersons.Where(p => p.Identity == identity).ToListAsync(cancellationToken))
        {
            await AddAsync(person, known.Sink, known.Reference, further, cancellationToken);
        }

        if (Parts(identity) is ('a', var source, var key))
        {
            person.Applications.TryAdd((source, key), null);
            person.Words.Add(key);
            person.Quarantined.UnionWith(await db.Quarantine.Where(q => q.ApplicationKey == key && q.Source == source).Select(q => q.Id).ToListAsync(cancellationToken));
        }
        else if (PersonIdentity.IsEmail(identity))
        {
            person.Words.Add(identity[2..]);
            person.Contacts.Add(identity[2..]);
        }

        return further;
    }

    private async Task<IReadOnlyList<ApplicationRow>> ApplicationsAsync(string identity, CancellationToken cancellationToken) => Parts(identity) switch
    {
        ('a', var source, var key) => await db.Applications.Where(a => a.Source == source && a.ApplicationKey == key).ToListAsync(cancellationToken),
        ('c', var source, var candidate) => await db.Applications.Where(a => a.CandidateId == candidate && a.Source == source).ToListAsync(cancellationToken),
        _ => await db.Applications.Where(a => a.EmailIdentity == identity).ToListAsync(cancellationToken),
    };

    /// <summary>Cancelled ones too, whose identities are free: they are in the invite itself alone.</summary>
    private async Task<IReadOnlyList<InviteRow>> InvitesAsync(string identity, CancellationToken cancellationToken)
    {
        var written = JsonSerializer.Serialize([identity], StoreJsonContext.Default.StringArray)[1..^1];
        var rows = await db.Invites.Where(i => i.Identities.Contains(written)).ToListAsync(cancellationToken);
        rows.RemoveAll(r => !r.ToInvite().Identities.Contains(identity, StringComparer.Ordinal));
        if (Parts(identity) is ('a', var source, var key))
        {
            rows.AddRange(await db.Invites.Where(i => i.Source == source && i.ApplicationKey == key).ToListAsync(cancellationToken));
        }

        return rows;
    }

    private async Task AddAsync(FoundPerson person, InviteRow row, HashSet<string> further, CancellationToken cancellationToken)
    {
        if (!person.Invites.TryAdd(row.Id, row))
        {
            return;
        }

        var invite = row.ToInvite();
        person.Words.Add(invite.Request);
        further.UnionWith(invite.Identities);
        further.Add(PersonIdentity.OfApplication(row.Source, row.ApplicationKey));
        if (invite.Request.Email is { } email)
        {
            further.Add(PersonIdentity.OfEmail(email));
        }

        if (row.PersonReference is { } reference)
        {
            await AddAsync(person, row.Sink, reference, further, cancellationToken);
        }
    }

    /// <summary>Whom a sink has under one id is one person, by whatever identity it was found.</summary>
    private async Task AddAsync(FoundPerson person, string sink, string reference, HashSet<string> further, CancellationToken cancellationToken)
    {
        if (!person.SinkPersons.Add((sink, reference)))
        {
            return;
        }

        further.UnionWith(await db.SinkPersons.Where(p => p.Sink == sink && p.Reference == reference).Select(p => p.Identity).ToListAsync(cancellationToken));
        foreach (var row in await db.Invites.Where(i => i.Sink == sink && i.PersonReference == reference).ToListAsync(cancellationToken))
        {
            await AddAsync(person, row, further, cancellationToken);
        }
    }

    /// <summary>Records in quarantine under no key, or somebody else's, whose words name the person.</summary>
    private async Task ExcerptsAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        await foreach (var row in db.Quarantine.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Words.AreIn(row.Excerpt, row.Reason))
            {
                person.Quarantined.Add(row.Id);
            }
        }
    }

    /// <summary>What an identity by application or candidate is made of; a source's name has no colon.</summary>
    private static (char Kind, string Source, string Id) Parts(string identity)
    {
        var cut = identity.IndexOf(':', 2);
        return identity[0] is 'a' or 'c' && cut > 0 ? (identity[0], identity[2..cut], identity[(cut + 1)..]) : (identity[0], "", identity[2..]);
    }
}
