using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>The first schema. Times are unix milliseconds, enums are words, fingerprints are 16 bytes.</summary>
[Migration(1, "The ledger and the snapshot")]
public sealed class LedgerAndSnapshot : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Sources();
        Applications();
        Transitions();
        Invites();
        Attempts();
        Sinks();
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("The first schema has nothing before it. Restore a backup instead.");

    private void Sources()
    {
        Create.Table("source")
            .WithColumn("name").AsString().PrimaryKey()
            .WithColumn("cursor").AsString(int.MaxValue).Nullable()
            .WithColumn("baselined").AsBoolean().NotNullable()
            .WithColumn("present").AsInt64().NotNullable()
            .WithColumn("rules_hash").AsString().Nullable()
            .WithColumn("route_stages").AsString(int.MaxValue).NotNullable();
        Create.Table("stage_seen")
            .WithColumn("source").AsString().PrimaryKey()
            .WithColumn("stage").AsString().PrimaryKey();
        Create.Table("run")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("source").AsString().NotNullable()
            .WithColumn("set_name").AsString().Nullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("finished_at").AsInt64().Nullable()
            .WithColumn("outcome").AsString().NotNullable()
            .WithColumn("reason").AsString(int.MaxValue).Nullable()
            .WithColumn("baseline").AsBoolean().NotNullable()
            .WithColumn("records_read").AsInt64().NotNullable()
            .WithColumn("unchanged").AsInt64().NotNullable()
            .WithColumn("changed").AsInt64().NotNullable()
            .WithColumn("new").AsInt64().NotNullable()
            .WithColumn("quarantined").AsInt64().NotNullable()
            .WithColumn("vanished").AsInt64().NotNullable()
            .WithColumn("transitions").AsInt64().NotNullable()
            .WithColumn("invited").AsInt64().NotNullable()
            .WithColumn("held").AsInt64().NotNullable()
            .WithColumn("suppressed").AsString(int.MaxValue).NotNullable()
            .WithColumn("cancelled").AsInt64().NotNullable()
            .WithColumn("notes").AsString(int.MaxValue).NotNullable();
        Create.Index("run_by_outcome").OnTable("run").OnColumn("outcome").Ascending().OnColumn("source").Ascending();
        Create.Index("run_by_source").OnTable("run").OnColumn("source").Ascending().OnColumn("id").Ascending();
        Create.Table("quarantine")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("run_id").AsInt64().NotNullable()
            .WithColumn("source").AsString().NotNullable()
            .WithColumn("resource").AsString().NotNullable()
            .WithColumn("row_number").AsInt64().Nullable()
            .WithColumn("field").AsString().Nullable()
            .WithColumn("reason").AsString(int.MaxValue).NotNullable()
            .WithColumn("application_key").AsString().Nullable()
            .WithColumn("excerpt").AsString(int.MaxValue).Nullable()
            .WithColumn("at").AsInt64().NotNullable();
        Create.Index("quarantine_by_key").OnTable("quarantine").OnColumn("application_key").Ascending();
        Create.Index("quarantine_by_source").OnTable("quarantine").OnColumn("source").Ascending().OnColumn("id").Ascending();
    }

    private void Applications()
    {
        Create.Table("application")
            .WithColumn("source").AsString().PrimaryKey()
            .WithColumn("application_key").AsString().PrimaryKey()
            .WithColumn("application_id").AsString().Nullable()
            .WithColumn("candidate_id").AsString().Nullable()
            .WithColumn("email_identity").AsString().Nullable()
            .WithColumn("stage").AsString().Nullable()
            .WithColumn("stage_id").AsString().Nullable()
            .WithColumn("present").AsBoolean().NotNullable()
            .WithColumn("fingerprint").AsBinary(16).NotNullable()
            .WithColumn("first_run").AsInt64().NotNullable()
            .WithColumn("last_run").AsInt64().NotNullable()
            .WithColumn("body").AsString(int.MaxValue).NotNullable();
        Create.Index("application_by_id").OnTable("application").OnColumn("application_id").Ascending();
        Create.Index("application_by_candidate").OnTable("application").OnColumn("candidate_id").Ascending();
        Create.Index("application_by_email").OnTable("application").OnColumn("email_identity").Ascending();
    }

    private void Transitions()
    {
        // The writer numbers these itself: decisions refer to them, and both are written in bulk.
        Create.Table("stage_transition")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("run_id").AsInt64().NotNullable()
            .WithColumn("source").AsString().NotNullable()
            .WithColumn("application_key").AsString().NotNullable()
            .WithColumn("kind").AsString().NotNullable()
            .WithColumn("from_stage").AsString().Nullable()
            .WithColumn("from_stage_id").AsString().Nullable()
            .WithColumn("from_status").AsString().Nullable()
            .WithColumn("to_stage").AsString().Nullable()
            .WithColumn("to_stage_id").AsString().Nullable()
            .WithColumn("to_status").AsString().NotNullable()
            .WithColumn("occurred_at").AsInt64().NotNullable()
            .WithColumn("observed_at").AsInt64().NotNullable()
            .WithColumn("position").AsString().Nullable();
        Create.Index("transition_by_application").OnTable("stage_transition")
            .OnColumn("source").Ascending().OnColumn("application_key").Ascending();
        Create.Table("decision")
            .WithColumn("transition_id").AsInt64().PrimaryKey().ForeignKey("decision_of_transition", "stage_transition", "id")
            .WithColumn("verdict").AsString().NotNullable()
            .WithColumn("route").AsString().Nullable()
            .WithColumn("suppressed").AsString().Nullable()
            .WithColumn("held").AsString().Nullable()
            .WithColumn("detail").AsString(int.MaxValue).Nullable()
            .WithColumn("invite_id").AsInt64().Nullable();
        Create.Index("decision_by_invite").OnTable("decision").OnColumn("invite_id").Ascending();
    }

    private void Invites()
    {
        Create.Table("invite")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("run_id").AsInt64().NotNullable()
            .WithColumn("source").AsString().NotNullable()
            .WithColumn("application_key").AsString().NotNullable()
            .WithColumn("sink").AsString().NotNullable()
            .WithColumn("route").AsString().NotNullable()
            .WithColumn("backfill").AsBoolean().NotNullable()
            .WithColumn("request").AsString(int.MaxValue).NotNullable()
            .WithColumn("identities").AsString(int.MaxValue).NotNullable()
            .WithColumn("state").AsString().NotNullable()
            .WithColumn("held").AsString().Nullable()
            .WithColumn("not_before").AsInt64().Nullable()
            .WithColumn("person_reference").AsString().Nullable()
            .WithColumn("invite_reference").AsString().Nullable()
            .WithColumn("attempts").AsInt32().NotNullable()
            .WithColumn("empty_look_ups").AsInt32().NotNullable()
            .WithColumn("failed_look_ups").AsInt32().NotNullable()
            .WithColumn("said_to_exist").AsBoolean().NotNullable()
            .WithColumn("cancel_requested").AsBoolean().NotNullable()
            .WithColumn("wish").AsString().Nullable()
            .WithColumn("wish_under_way").AsBoolean().NotNullable()
            .WithColumn("resent_at").AsInt64().Nullable()
            .WithColumn("sink_status").AsString().Nullable()
            .WithColumn("expires_at").AsInt64().Nullable()
            .WithColumn("reason").AsString(int.MaxValue).Nullable()
            .WithColumn("is_open").AsBoolean().NotNullable()
            .WithColumn("status_asked_at").AsInt64().NotNullable()
            .WithColumn("epoch").AsInt64().NotNullable()
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("changed_at").AsInt64().NotNullable();
        Create.Index("invite_due").OnTable("invite")
            .OnColumn("sink").Ascending().OnColumn("backfill").Ascending().OnColumn("not_before").Ascending();
        Create.Index("invite_open").OnTable("invite")
            .OnColumn("sink").Ascending().OnColumn("is_open").Ascending().OnColumn("status_asked_at").Ascending();
        Create.Index("invite_by_state").OnTable("invite").OnColumn("state").Ascending().OnColumn("sink").Ascending();
        Create.Index("invite_by_application").OnTable("invite")
            .OnColumn("source").Ascending().OnColumn("application_key").Ascending();
        Create.Index("invite_by_run").OnTable("invite").OnColumn("run_id").Ascending().OnColumn("route").Ascending();
        Create.Table("invite_identity")
            .WithColumn("sink").AsString().PrimaryKey()
            .WithColumn("interview_id").AsString().PrimaryKey()
            .WithColumn("identity").AsString().PrimaryKey()
            .WithColumn("invite_id").AsInt64().NotNullable().ForeignKey("identity_of_invite", "invite", "id");
        Create.Index("identity_by_invite").OnTable("invite_identity").OnColumn("invite_id").Ascending();
    }

    private void Attempts()
    {
        Create.Table("attempt")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("invite_id").AsInt64().NotNullable().ForeignKey("attempt_of_invite", "invite", "id")
            .WithColumn("sink").AsString().NotNullable()
            .WithColumn("kind").AsString().NotNullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("finished_at").AsInt64().Nullable()
            .WithColumn("outcome").AsString().NotNullable()
            .WithColumn("detail").AsString(int.MaxValue).Nullable();
        Create.Index("attempt_window").OnTable("attempt")
            .OnColumn("sink").Ascending().OnColumn("finished_at").Ascending().OnColumn("started_at").Ascending();
        Create.Index("attempt_by_invite").OnTable("attempt").OnColumn("invite_id").Ascending();
    }

    private void Sinks()
    {
        Create.Table("sink_person")
            .WithColumn("sink").AsString().PrimaryKey()
            .WithColumn("identity").AsString().PrimaryKey()
            .WithColumn("reference").AsString().NotNullable();
        Create.Table("sink_state")
            .WithColumn("sink").AsString().PrimaryKey()
            .WithColumn("stopped_reason").AsString(int.MaxValue).Nullable()
            .WithColumn("changed_at").AsInt64().NotNullable();
    }
}
