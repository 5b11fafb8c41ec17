using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// The fingerprints of a source side by side: a sync that finds nothing changed reads 16 bytes an application, and not the snapshot.
/// Whatever takes one out of the snapshot, by whatever way, throws them away in the same transaction: a fingerprint that is left
/// would let a change pass for something known. One that is missing only costs time.
/// </summary>
[Migration(10, "Packed fingerprints")]
public sealed class PackedFingerprints : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Create.Table("packed_fingerprints")
            .WithColumn("source").AsString().PrimaryKey()
            .WithColumn("part").AsInt64().PrimaryKey()
            .WithColumn("fingerprints").AsBinary(int.MaxValue).NotNullable();
        Execute.Sql("CREATE TRIGGER packed_outdated_by_delete AFTER DELETE ON application BEGIN DELETE FROM packed_fingerprints WHERE source = OLD.source; END");
        Execute.Sql("CREATE TRIGGER packed_outdated_by_update AFTER UPDATE OF source, present, fingerprint ON application BEGIN DELETE FROM packed_fingerprints WHERE source = OLD.source; END");
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
