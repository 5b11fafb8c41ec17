using System.Text.Json;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Statuses;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Ledger;

/// <summary>Invites as rows, and the one way to change one.</summary>
internal static class InviteRows
{
    internal static InviteRow ToRow(this Invite invite) => new()
    {
        Id = invite.Id,
        RunId = invite.RunId,
        Source = invite.Source,
        ApplicationKey = invite.ApplicationKey,
        Sink = invite.Sink,
        Route = invite.Route,
        Backfill = invite.Backfill,
        Request = JsonSerializer.Serialize(invite.Request, StoreJsonContext.Default.InviteRequest),
        Identities = JsonSerializer.Serialize([.. invite.Identities], StoreJsonContext.Default.StringArray),
        State = invite.Delivery.State.ToString(),
        Held = invite.Delivery.Held?.ToString(),
        NotBefore = StoreTime.Store(invite.Delivery.NotBefore),
        PersonReference = invite.Delivery.PersonReference,
        InviteReference = invite.Delivery.InviteReference,
        Attempts = invite.Delivery.Attempts,
        EmptyLookUps = invite.Delivery.EmptyLookUps,
        FailedLookUps = invite.Delivery.FailedLookUps,
        SaidToExist = invite.Delivery.SaidToExist,
        CancelRequested = invite.Delivery.CancelRequested,
        Wish = invite.Delivery.Wish?.ToString(),
        WishUnderWay = invite.Delivery.WishUnderWay,
        ResentAt = StoreTime.Store(invite.Delivery.ResentAt),
        SentAt = StoreTime.Store(invite.Delivery.SentAt),
        // Nobody can be reminded whose invite at the sink is not known any more.
        LastSentAt = invite.Delivery.InviteReference is null ? null : StoreTime.Store(invite.Delivery.ResentAt ?? invite.Delivery.SentAt),
        Reminders = invite.Delivery.Reminders,
        SinkStatus = invite.Delivery.SinkStatus,
        StatusAt = StoreTime.Store(invite.Delivery.StatusAt),
        ExpiresAt = StoreTime.Store(invite.Delivery.ExpiresAt),
        Reason = invite.Delivery.Reason,
        IsOpen = invite.Delivery.IsOpen,
        StatusAskedAt = StoreTime.Store(invite.StatusAskedAt) ?? 0,
        GuardRun = invite.GuardRun,
        AwaitsPass = invite.AwaitsPass,
        Epoch = invite.Epoch,
        CreatedAt = StoreTime.Store(invite.CreatedAt),
        ChangedAt = StoreTime.Store(invite.ChangedAt),
    };

    internal static Invite ToInvite(this InviteRow row) => new()
    {
        Id = row.Id,
        RunId = row.RunId,
        Source = row.Source,
        ApplicationKey = row.ApplicationKey,
        Sink = row.Sink,
        Route = row.Route,
        Backfill = row.Backfill,
        Request = Poison.ReadRequest(row.Request),
        Identities = Poison.ReadIdentities(row.Identities),
        Delivery = new()
        {
            State = Words.Read<InviteState>(row.State),
            Held = Words.ReadOptional<HoldReason>(row.Held),
            NotBefore = StoreTime.Read(row.NotBefore),
            PersonReference = row.PersonReference,
            InviteReference = row.InviteReference,
            Attempts = row.Attempts,
            EmptyLookUps = row.EmptyLookUps,
            FailedLookUps = row.FailedLookUps,
            SaidToExist = row.SaidToExist,
            CancelRequested = row.CancelRequested,
            Wish = Words.ReadOptional<SinkAct>(row.Wish),
            WishUnderWay = row.WishUnderWay,
            ResentAt = StoreTime.Read(row.ResentAt),
            SentAt = StoreTime.Read(row.SentAt),
            Reminders = row.Reminders,
            SinkStatus = row.SinkStatus,
            StatusAt = StoreTime.Read(row.StatusAt),
            ExpiresAt = StoreTime.Read(row.ExpiresAt),
            Reason = row.Reason,
        },
        GuardRun = row.GuardRun,
        AwaitsPass = row.AwaitsPass,
        Epoch = row.Epoch,
        CreatedAt = StoreTime.Read(row.CreatedAt),
        ChangedAt = StoreTime.Read(row.ChangedAt),
        StatusAskedAt = row.StatusAskedAt == 0 ? null : StoreTime.Read(row.StatusAskedAt),
    };

    /// <summary>
    /// Writes where an invite stands, if its epoch is still the one that it was read with, and counts the epoch up. Keeps a new
    /// person reference for the next invite of the person; wakes what was reported of the invite before it was known; lets the
    /// identities of a cancelled one go.
    /// </summary>
    /// <returns>False: somebody else changed it meanwhile, or its row can't be read and must not be written over.</returns>
    internal static async Task<bool> ChangeAsync(this StoreDb db, Invite invite, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (Poison.IsUnreadable(invite.Request))
        {
            return false;
        }

        // In this transaction nobody else can change it between the look at its epoch and the update.
        if (db.Find(invite.Id) is not { } known || known.Epoch != invite.Epoch)
        {
            return false;
        }

        db.Update(known, (invite with { ChangedAt = at, Epoch = invite.Epoch + 1 }).ToRow());
        if (invite.Delivery.PersonReference is { } reference && !string.Equals(reference, known.PersonReference, StringComparison.Ordinal))
        {
            db.KeepPerson(invite, reference);
        }

        if (invite.Delivery.InviteReference is { } sent && !string.Equals(sent, known.InviteReference, StringComparison.Ordinal))
        {
            db.WakeReports(invite.Sink, sent);
        }

        if (invite.Delivery.State == InviteState.Cancelled)
        {
            await db.InviteIdentities.Where(i => i.InviteId == invite.Id).DeleteAsync(cancellationToken);
            // Once: what is changed of it afterwards, by retention, leaves no room again.
            if (CancelReasons.LeavesRoom(invite.Delivery.Reason) && !string.Equals(known.State, nameof(InviteState.Cancelled), StringComparison.Ordinal))
            {
                await db.Invites.Where(i => i.Id == invite.Id).Set(i => i.LeavesRoom, true).UpdateAsync(cancellationToken);
            }
        }

        return true;
    }

    /// <summary>Changes many, each as it stands inside this transaction.</summary>
    internal static async Task<IReadOnlyList<(Invite Before, Invite? After)>> ChangeAllAsync(
        this StoreDb db, IReadOnlyCollection<long> ids, Func<Invite, Invite?> change, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var changes = new List<(Invite, Invite?)>(ids.Count);
        foreach (var chunk in ids.Distinct().Chunk(StoreDb.ChunkRows))
        {
            var rows = (await db.Invites.Where(i => chunk.Contains(i.Id)).ToListAsync(cancellationToken)).ToDictionary(r => r.Id, r => r.ToInvite());
            foreach (var before in chunk.Select(id => rows.GetValueOrDefault(id)).OfType<Invite>())
            {
                var after = change(before);
                if (after is not null && after.Delivery != before.Delivery)
                {
                    await db.ChangeAsync(after, at, cancellationToken);
                    after = after with { ChangedAt = at, Epoch = before.Epoch + 1 };
                }

                if (after is not null && after.AwaitsPass != before.AwaitsPass)
                {
                    await db.Invites.Where(i => i.Id == before.Id).Set(i => i.AwaitsPass, after.AwaitsPass).UpdateAsync(cancellationToken);
                }

                changes.Add((before, after));
            }
        }

        return changes;
    }

    /// <summary>Inserts a new invite with its identities and gives its number. Until its run ends it waits; a backfill has no run.</summary>
    internal static long Insert(this StoreDb db, Invite invite, long runId, CancellationToken cancellationToken)
    {
        var id = db.InsertOne((invite with { RunId = runId, AwaitsPass = runId != 0 }).ToRow(), cancellationToken);
        if (invite.Delivery.State != InviteState.Cancelled)
        {
            db.InsertAll(
                [.. invite.Identities.Distinct(StringComparer.Ordinal).Select(identity => new InviteIdentityRow
                {
                    Sink = invite.Sink, InterviewId = invite.Request.InterviewId, Identity = identity, InviteId = id,
                })], cancellationToken);
        }

        return id;
    }

    /// <summary>
    /// Gives an invite further ways to know its person. One by which another invite of the interview is known already stays with
    /// that one: either is enough to refuse a third.
    /// </summary>
    internal static async Task KnowAsync(this StoreDb db, Invite invite, CancellationToken cancellationToken)
    {
        if (!Poison.IsUnreadable(invite.Request))
        {
            var identities = JsonSerializer.Serialize([.. invite.Identities], StoreJsonContext.Default.StringArray);
            await db.Invites.Where(i => i.Id == invite.Id).Set(i => i.Identities, identities).UpdateAsync(cancellationToken);
        }

        // Not from the request, which may be unreadable. One without identities is of somebody who was erased.
        if (await db.InviteIdentities.Where(i => i.InviteId == invite.Id).Select(i => i.InterviewId).FirstOrDefaultAsync(cancellationToken) is not { } interview)
        {
            return;
        }

        var (sink, all) = (invite.Sink, invite.Identities);
        var taken = await db.InviteIdentities.Where(i => i.Sink == sink && i.InterviewId == interview && all.Contains(i.Identity))
            .Select(i => i.Identity).ToListAsync(cancellationToken);
        db.InsertAll(
            [.. all.Except(taken, StringComparer.Ordinal).Select(identity => new InviteIdentityRow
            {
                Sink = sink, InterviewId = interview, Identity = identity, InviteId = invite.Id,
            })], cancellationToken);
    }

    private static void KeepPerson(this StoreDb db, Invite invite, string reference)
    {
        var keep = db.Statement(
            "INSERT INTO sink_person (sink, identity, reference) VALUES (@sink, @identity, @reference) ON CONFLICT (sink, identity) DO UPDATE SET reference = excluded.reference",
            "@sink", "@identity", "@reference");
        foreach (var identity in invite.Identities)
        {
            keep.Run(invite.Sink, identity, reference);
        }
    }
}
