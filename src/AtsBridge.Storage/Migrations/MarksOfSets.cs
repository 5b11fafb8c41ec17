using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>By what the last set of a source is known again. A store from before knows none, and reads the next set.</summary>
[Migration(13, "Marks of sets")]
public sealed class MarksOfSets : Migration
{
    /// <inheritdoc />
    public override void Up() => Alter.Table("source").AddColumn("mark").AsString(int.MaxValue).Nullable();

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
