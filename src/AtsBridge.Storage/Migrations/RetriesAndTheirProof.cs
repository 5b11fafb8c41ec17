using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>Where a run ended of which something went to quarantine, and which runs read records of the quarantine alone.</summary>
[Migration(9, "Retries and their proof")]
public sealed class RetriesAndTheirProof : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("run")
            .AddColumn("until").AsString(int.MaxValue).Nullable()
            .AddColumn("is_retry").AsBoolean().NotNullable().WithDefaultValue(false);
        // What people were told of such a run until now; a source whose file bears this name looks older than it is until its next run.
        Execute.Sql("UPDATE run SET is_retry = TRUE WHERE set_name = 'quarantine retry'");
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
