using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>What a sink's clock and limits were last, and what a person has paused.</summary>
[Migration(2, "Clocks, limits and pauses")]
public sealed class ClocksLimitsAndPauses : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Alter.Table("sink_state")
            .AddColumn("limited_until").AsInt64().Nullable()
            .AddColumn("clock_wall").AsInt64().Nullable()
            .AddColumn("clock_steady").AsInt64().Nullable()
            .AddColumn("clock_origin").AsString().Nullable();
        Create.Table("pause")
            .WithColumn("scope").AsString().PrimaryKey()
            .WithColumn("name").AsString().PrimaryKey()
            .WithColumn("since").AsInt64().NotNullable()
            .WithColumn("reason").AsString(int.MaxValue).Nullable();
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");
}
