using AtsBridge.Ledger;
using AtsBridge.Statuses;
using AtsBridge.Storage.Ledger;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Statuses;

/// <summary>Reports as rows.</summary>
internal static class WebhookRows
{
    internal static WebhookRow ToRow(this StatusReport report, string sink, string delivery, DateTimeOffset receivedAt) => new()
    {
        Sink = sink,
        Delivery = delivery,
        Event = report.Event,
        Reference = report.Invite.Id,
        Progress = report.Progress.ToString(),
        Word = report.Word,
        At = StoreTime.Now(report.At),
        ReceivedAt = StoreTime.Store(receivedAt),
        State = nameof(WebhookState.Waiting),
    };

    internal static StatusReport ToReport(this WebhookRow row) =>
        new(row.Event, new InviteReference(row.Reference), Words.Read<InviteProgress>(row.Progress), row.Word, StoreTime.Read(row.At));

    /// <summary>What a poll found and no webhook has told. One for an invite and a word.</summary>
    internal static WebhookRow Expected(Invite invite, InviteStatus status, DateTimeOffset now) => new()
    {
        Sink = invite.Sink,
        Delivery = $"expected:{invite.Delivery.InviteReference}:{status.Word}",
        Event = "",
        Reference = invite.Delivery.InviteReference!,
        Progress = status.Progress.ToString(),
        Word = status.Word,
        At = StoreTime.Now(status.At ?? now),
        ReceivedAt = StoreTime.Store(now),
        State = nameof(WebhookState.Expected),
        InviteId = invite.Id,
    };

    /// <summary>
    /// Writes an invite that this transaction has read, so that only one whose row can't be read is refused: that one is for a
    /// person, or it would come up again in every round.
    /// </summary>
    internal static async Task ChangeOrParkAsync(this StoreDb db, Invite invite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await db.ChangeAsync(invite, now, cancellationToken))
        {
            await db.ParkAsync(invite.Id, now, cancellationToken);
        }
    }

    /// <summary>
    /// Reports of an invite that nobody knew until now wait again. Called in the transaction that makes it known, so that a report
    /// finds either the invite or itself waiting.
    /// </summary>
    internal static void WakeReports(this StoreDb db, string sink, string reference) =>
        db.Statement(
            $"UPDATE webhook SET state = '{nameof(WebhookState.Waiting)}' WHERE sink = @sink AND reference = @reference AND state = '{nameof(WebhookState.Unmatched)}'",
            "@sink", "@reference").Run(sink, reference);
}
