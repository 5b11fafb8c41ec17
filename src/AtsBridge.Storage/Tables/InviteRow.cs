using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>An invite. What it asks for and where it stands change only through its epoch.</summary>
[Table("invite")]
internal sealed class InviteRow
{
    [Column("id"), PrimaryKey, Identity]
    public long Id { get; set; }

    [Column("run_id", SkipOnUpdate = true)]
    public long RunId { get; set; }

    [Column("source", SkipOnUpdate = true), NotNull]
    public required string Source { get; set; }

    [Column("application_key", SkipOnUpdate = true), NotNull]
    public required string ApplicationKey { get; set; }

    [Column("sink", SkipOnUpdate = true), NotNull]
    public required string Sink { get; set; }

    [Column("route", SkipOnUpdate = true), NotNull]
    public required string Route { get; set; }

    [Column("backfill", SkipOnUpdate = true)]
    public bool Backfill { get; set; }

    [Column("request"), NotNull]
    public required string Request { get; set; }

    [Column("identities", SkipOnUpdate = true), NotNull]
    public required string Identities { get; set; }

    [Column("state"), NotNull]
    public required string State { get; set; }

    [Column("held")]
    public string? Held { get; set; }

    [Column("not_before")]
    public long? NotBefore { get; set; }

    [Column("person_reference")]
    public string? PersonReference { get; set; }

    [Column("invite_reference")]
    public string? InviteReference { get; set; }

    [Column("attempts")]
    public int Attempts { get; set; }

    [Column("empty_look_ups")]
    public int EmptyLookUps { get; set; }

    [Column("failed_look_ups")]
    public int FailedLookUps { get; set; }

    [Column("said_to_exist")]
    public bool SaidToExist { get; set; }

    [Column("cancel_requested")]
    public bool CancelRequested { get; set; }

    [Column("wish")]
    public string? Wish { get; set; }

    [Column("wish_under_way")]
    public bool WishUnderWay { get; set; }

    [Column("sent_at")]
    public long? SentAt { get; set; }

    /// <summary>The later of both, for the reminders' index.</summary>
    [Column("last_sent_at")]
    public long? LastSentAt { get; set; }

    [Column("reminders")]
    public int Reminders { get; set; }

    [Column("resent_at")]
    public long? ResentAt { get; set; }

    [Column("sink_status")]
    public string? SinkStatus { get; set; }

    [Column("status_at")]
    public long? StatusAt { get; set; }

    [Column("expires_at")]
    public long? ExpiresAt { get; set; }

    [Column("reason")]
    public string? Reason { get; set; }

    [Column("is_open")]
    public bool IsOpen { get; set; }

    [Column("status_asked_at")]
    public long StatusAskedAt { get; set; }

    [Column("guard_run")]
    public long? GuardRun { get; set; }

    /// <summary>Not part of what an epoch guards: the end of a pass writes it for many at once.</summary>
    [Column("leaves_room", SkipOnUpdate = true)]
    public bool LeavesRoom { get; set; }

    [Column("awaits_pass", SkipOnUpdate = true)]
    public bool AwaitsPass { get; set; }

    [Column("epoch")]
    public long Epoch { get; set; }

    [Column("created_at", SkipOnUpdate = true)]
    public long CreatedAt { get; set; }

    [Column("changed_at")]
    public long ChangedAt { get; set; }
}
