using System.Text.Json;
using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Erasure;

/// <summary>
/// Takes a person out of every table, inside one transaction. Rows that are counted stay without whatever they could be known by;
/// the others go.
/// </summary>
internal sealed class PersonEraser(StoreDb db, TombstoneKey key, DateTimeOffset now)
{
    /// <summary>Instead of the words of a run that named the person. They should not have; an adapter's author may have overlooked it.</summary>
    internal const string Redacted = "what stood here named a person who was erased";

    internal async Task EraseAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        await InvitesAsync(person, cancellationToken);
        foreach (var ((source, applicationKey), row) in person.Applications)
        {
            await StoryAsync(source, applicationKey, cancellationToken);
            if (row is not null)
            {
                await ApplicationAsync(row, cancellationToken);
            }
        }

        await SinkPersonsAsync(person, cancellationToken);
        await QuarantineAsync(person, cancellationToken);
        await ToldAsync(person, cancellationToken);
        await WordsAsync(person, cancellationToken);
        await TombstonesAsync(person, cancellationToken);
    }

    private async Task InvitesAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        foreach (var row in person.Invites.Values)
        {
            var id = row.Id;
            var anonymous = (ErasureRule.Anonymous(row.ToInvite(), now) with { ChangedAt = now, Epoch = row.Epoch + 1 }).ToRow();
            await db.UpdateAsync(anonymous, token: cancellationToken);
            await db.Invites.Where(i => i.Id == id)
                .Set(i => i.ApplicationKey, anonymous.ApplicationKey)
                .Set(i => i.Identities, anonymous.Identities)
                .UpdateAsync(cancellationToken);
            await db.InviteIdentities.Where(i => i.InviteId == id).DeleteAsync(cancellationToken);
            // After the update above, which makes news of its own: nobody is told of whom nobody may know.
            await db.News.Where(n => n.InviteId == id).DeleteAsync(cancellationToken);
            await db.Webhooks.Where(w => w.InviteId == id || (w.Sink == row.Sink && w.Reference == row.InviteReference)).DeleteAsync(cancellationToken);
            await db.Attempts.Where(a => a.InviteId == id).Set(a => a.Detail, (string?)null).UpdateAsync(cancellationToken);
            // Whoever left one open and comes back for it after all must not write the sink's words into it.
            await db.Attempts.Where(a => a.InviteId == id && a.FinishedAt == null)
                .Set(a => a.FinishedAt, StoreTime.Store(now))
                .Set(a => a.Outcome, nameof(AttemptOutcome.Unknown))
                .UpdateAsync(cancellationToken);
        }
    }

    private async Task StoryAsync(string source, string applicationKey, CancellationToken cancellationToken)
    {
        var transitions = db.Transitions.Where(t => t.Source == source && t.ApplicationKey == applicationKey);
        await db.Decisions.Where(d => transitions.Any(t => t.Id == d.TransitionId)).Set(d => d.Detail, (string?)null).UpdateAsync(cancellationToken);
        await transitions.Set(t => t.ApplicationKey, "").Set(t => t.Position, (string?)null).UpdateAsync(cancellationToken);
    }

    /// <summary>The next export must find it known: neither new nor, where it is missing, unaccounted for.</summary>
    private async Task ApplicationAsync(ApplicationRow row, CancellationToken cancellationToken)
    {
        var identity = PersonIdentity.OfApplication(row.Source, row.ApplicationKey);
        var kept = new ErasedApplication(
            key.OfIdentity(identity), key.OfPlace(identity, ApplicationJson.Read(row.Body)), key.OfRecord(identity, Fingerprints.Read(row.Fingerprint)), row.Present);
        var heads = await StageHeadCount.TakeAsync(db, row.Source, cancellationToken);
        await db.Applications.Where(a => a.Source == row.Source && a.ApplicationKey == row.ApplicationKey).DeleteAsync(cancellationToken);
        heads.Add(row.Stage, row.StageId, row.Present ? -1 : 0);
        await heads.PutBackAsync(cancellationToken);
        await db.InsertOrReplaceAsync(kept.ToRow(row.Source), token: cancellationToken);
    }

    private async Task SinkPersonsAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        foreach (var identity in person.Identities)
        {
            await db.SinkPersons.Where(p => p.Identity == identity).DeleteAsync(cancellationToken);
        }
    }

    private async Task QuarantineAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        foreach (var id in person.Quarantined)
        {
            await db.Quarantine.Where(q => q.Id == id)
                .Set(q => q.Reason, ErasedPeople.RedactedReason)
                .Set(q => q.ApplicationKey, (string?)null)
                .Set(q => q.Excerpt, (string?)null)
                .UpdateAsync(cancellationToken);
        }
    }

    /// <summary>What waits and names the person goes as a whole: who else it names is read with the source.</summary>
    private async Task ToldAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        foreach (var row in (await db.Told.ToListAsync(cancellationToken)).Where(t => person.Words.AreIn(t.Body)))
        {
            await db.Told.Where(t => t.Id == row.Id).DeleteAsync(cancellationToken);
        }
    }

    /// <summary>Words that no contract lets name anybody, and those that an operator wrote: looked through all the same.</summary>
    private async Task WordsAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        string? Without(string? text) => person.Contacts.AreIn(text) ? Redacted : text;
        var runs = await db.Runs.Where(r => r.Reason != null || r.Guard != null || r.Notes != "[]").Select(r => new { r.Id, r.Reason, r.Guard, r.Notes }).ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            string[] notes = JsonSerializer.Deserialize(run.Notes, StoreJsonContext.Default.StringArray)!;
            if (person.Contacts.AreIn([run.Reason, run.Guard, .. notes]))
            {
                await db.Runs.Where(r => r.Id == run.Id)
                    .Set(r => r.Reason, Without(run.Reason))
                    .Set(r => r.Guard, Without(run.Guard))
                    .Set(r => r.Notes, JsonSerializer.Serialize([.. notes.Select(n => Without(n)!)], StoreJsonContext.Default.StringArray))
                    .UpdateAsync(cancellationToken);
            }
        }

        foreach (var sink in (await db.SinkStates.ToListAsync(cancellationToken)).Where(s => person.Contacts.AreIn(s.StoppedReason)))
        {
            await db.SinkStates.Where(s => s.Sink == sink.Sink).Set(s => s.StoppedReason, Redacted).UpdateAsync(cancellationToken);
        }

        foreach (var pause in (await db.Pauses.ToListAsync(cancellationToken)).Where(p => person.Contacts.AreIn(p.Reason)))
        {
            await db.Pauses.Where(p => p.Scope == pause.Scope && p.Name == pause.Name).Set(p => p.Reason, Redacted).UpdateAsync(cancellationToken);
        }
    }

    private async Task TombstonesAsync(FoundPerson person, CancellationToken cancellationToken)
    {
        var id = await db.InsertWithInt64IdentityAsync(new ErasureRow
        {
            ErasedAt = StoreTime.Store(now),
            Applications = person.Applications.Values.Count(a => a is not null),
            Invites = person.Invites.Count,
        }, token: cancellationToken);
        foreach (var identity in person.Identities)
        {
            await db.InsertOrReplaceAsync(new TombstoneRow { Mac = Fingerprints.Write(key.OfIdentity(identity)), ErasureId = id }, token: cancellationToken);
        }
    }
}
