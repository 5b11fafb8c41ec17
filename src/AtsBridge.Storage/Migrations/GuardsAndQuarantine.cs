using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>What the guards compare a run with and hold, and where a record in quarantine came from and how it got out.</summary>
[Migration(5, "Guards and quarantine")]
public sealed class GuardsAndQuarantine : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Runs();
        Invites();
        Quarantine();
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("What the guards have held would be sent by a program that does not know it. Restore a backup instead.");

    private void Runs()
    {
        Alter.Table("run")
            .AddColumn("known").AsInt64().NotNullable().WithDefaultValue(0)
            .AddColumn("moved").AsInt64().NotNullable().WithDefaultValue(0)
            .AddColumn("guard").AsString(int.MaxValue).Nullable()
            .AddColumn("since").AsString(int.MaxValue).Nullable();
        Create.Table("stage_move")
            .WithColumn("source").AsString().PrimaryKey()
            .WithColumn("from_stage").AsString().PrimaryKey()
            .WithColumn("to_stage").AsString().PrimaryKey()
            .WithColumn("most").AsInt64().NotNullable();
    }

    private void Invites()
    {
        Alter.Table("invite")
            .AddColumn("guard_run").AsInt64().Nullable()
            .AddColumn("awaits_pass").AsBoolean().NotNullable().WithDefaultValue(false);
        // Passes that were cut off before: their invites waited for the run's end, which is asked for no more.
        Execute.Sql("UPDATE invite SET awaits_pass = TRUE WHERE run_id IN (SELECT id FROM run WHERE outcome = 'Running')");
        Create.Index("invite_awaiting").OnTable("invite").OnColumn("awaits_pass").Ascending().OnColumn("source").Ascending();
        Create.Index("invite_by_guard").OnTable("invite").OnColumn("guard_run").Ascending();
    }

    private void Quarantine()
    {
        Alter.Table("quarantine")
            .AddColumn("baseline").AsBoolean().NotNullable().WithDefaultValue(false)
            .AddColumn("ended").AsString().Nullable()
            .AddColumn("ended_at").AsInt64().Nullable();
        Execute.Sql("UPDATE quarantine SET baseline = TRUE WHERE run_id IN (SELECT id FROM run WHERE baseline = TRUE)");
        Create.Index("quarantine_open").OnTable("quarantine").OnColumn("source").Ascending().OnColumn("ended").Ascending();
    }
}
