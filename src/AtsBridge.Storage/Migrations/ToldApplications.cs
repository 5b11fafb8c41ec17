using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// What applicant tracking systems told by webhook and nobody has worked off yet. A row holds people's data for as long as it waits,
/// mostly seconds.
/// </summary>
[Migration(14, "Told applications")]
public sealed class ToldApplications : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Create.Table("told")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("source").AsString().NotNullable()
            .WithColumn("delivery").AsString().NotNullable()
            .WithColumn("event").AsString().NotNullable()
            .WithColumn("body").AsString(int.MaxValue).NotNullable()
            .WithColumn("received_at").AsInt64().NotNullable();
        Create.Index("told_once").OnTable("told").OnColumn("source").Ascending().OnColumn("delivery").Ascending().WithOptions().Unique();
        // Runs of what was told are many and small, and the guard of a route counts those of the last hour.
        Execute.Sql("CREATE INDEX run_partial ON run (source, set_name, started_at) WHERE is_retry = 1");
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
