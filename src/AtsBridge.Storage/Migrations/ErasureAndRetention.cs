using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// Tombstones of people who were erased, what is kept of their applications, and since when an application is as it is. Keyed hashes
/// are 16 bytes.
/// </summary>
[Migration(4, "Erasure and retention")]
public sealed class ErasureAndRetention : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        // One row: which key the tombstones were made with.
        Create.Table("erasure_key")
            .WithColumn("check_value").AsBinary(16).PrimaryKey()
            .WithColumn("since").AsInt64().NotNullable();
        Create.Table("erasure")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("erased_at").AsInt64().NotNullable()
            .WithColumn("applications").AsInt64().NotNullable()
            .WithColumn("invites").AsInt64().NotNullable();
        Create.Table("tombstone")
            .WithColumn("mac").AsBinary(16).PrimaryKey()
            .WithColumn("erasure_id").AsInt64().NotNullable().ForeignKey("tombstone_of_erasure", "erasure", "id");
        Create.Table("erased_application")
            .WithColumn("source").AsString().PrimaryKey()
            .WithColumn("key_mac").AsBinary(16).PrimaryKey()
            .WithColumn("place_mac").AsBinary(16).NotNullable()
            .WithColumn("record_mac").AsBinary(16).NotNullable()
            .WithColumn("present").AsBoolean().NotNullable();
        Alter.Table("application")
            .AddColumn("changed_at").AsInt64().NotNullable().WithDefaultValue(0)
            .AddColumn("reduced_at").AsInt64().Nullable();
        // Of what changed before this was kept, the run that saw it tells; where that is unknown, the last one of all.
        Execute.Sql("UPDATE application SET changed_at = coalesce((SELECT started_at FROM run WHERE run.id = application.last_run), (SELECT max(started_at) FROM run), 0)");
        // Only those that wait for it: a snapshot of a million present applications has none.
        Execute.Sql("CREATE INDEX application_to_reduce ON application (source, changed_at) WHERE reduced_at IS NULL AND NOT present");
    }

    /// <inheritdoc />
    public override void Down() => throw new NotSupportedException("Tombstones can't be forgotten: those who were erased would be invited again. Restore a backup instead.");
}
