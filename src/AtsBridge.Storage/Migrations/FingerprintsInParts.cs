using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// Parts of fingerprints that take away what stands in the parts before them, so that a sync of which little changed does not write all of them anew.
/// Whatever changes one in the snapshot, by whatever way, takes back that they are right, in the same transaction: who has just written
/// which are gone says it again, and whoever has not leaves them to be looked up. What takes an application out of the snapshot throws
/// them away: nothing may be left of somebody who was erased.
/// </summary>
[Migration(12, "Fingerprints in parts")]
public sealed class FingerprintsInParts : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("packed_fingerprints").AddColumn("gone").AsBoolean().NotNullable().WithDefaultValue(false);
        Create.Table("fingerprints_valid").WithColumn("source").AsString().PrimaryKey();
        Execute.Sql("INSERT INTO fingerprints_valid (source) SELECT DISTINCT source FROM packed_fingerprints");
        Execute.Sql("DROP TRIGGER packed_outdated_by_delete");
        Execute.Sql("DROP TRIGGER packed_outdated_by_update");
        Execute.Sql("CREATE TRIGGER packed_outdated_by_delete AFTER DELETE ON application BEGIN DELETE FROM fingerprints_valid WHERE source = OLD.source; DELETE FROM packed_fingerprints WHERE source = OLD.source; END");
        Execute.Sql("CREATE TRIGGER packed_outdated_by_update AFTER UPDATE OF source, present, fingerprint ON application BEGIN DELETE FROM fingerprints_valid WHERE source = OLD.source; END");
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
