using FluentMigrator;

namespace AtsBridge.Storage.Migrations;

/// <summary>
/// How many stand where, so that nobody who asks has to read all of them: invites by sink and state, kept by triggers, and
/// applications by stage, kept by whoever seals. Whatever else takes an application out of the snapshot, or moves one, throws the
/// counts of its source away in the same transaction; then they are counted.
/// </summary>
[Migration(11, "Counts beside the rows")]
public sealed class CountsBesideTheRows : Migration
{
    /// <inheritdoc />
    public override void Up()
    {
        Create.Table("stage_head")
            .WithColumn("source").AsString().NotNullable()
            .WithColumn("stage").AsString().Nullable()
            .WithColumn("stage_id").AsString().Nullable()
            .WithColumn("heads").AsInt64().NotNullable();
        Create.Index("stage_head_by_source").OnTable("stage_head").OnColumn("source").Ascending();
        Execute.Sql("CREATE TRIGGER stage_heads_outdated_by_delete AFTER DELETE ON application BEGIN DELETE FROM stage_head WHERE source = OLD.source; END");
        Execute.Sql("CREATE TRIGGER stage_heads_outdated_by_update AFTER UPDATE OF source, present, stage, stage_id ON application BEGIN DELETE FROM stage_head WHERE source = OLD.source; END");
        Create.Table("invite_count")
            .WithColumn("sink").AsString().PrimaryKey()
            .WithColumn("state").AsString().PrimaryKey()
            .WithColumn("held").AsString().PrimaryKey()
            .WithColumn("invites").AsInt64().NotNullable();
        Execute.Sql("INSERT INTO invite_count (sink, state, held, invites) SELECT sink, state, coalesce(held, ''), count(*) FROM invite GROUP BY 1, 2, 3");
        Execute.Sql($"CREATE TRIGGER invite_counted AFTER INSERT ON invite BEGIN {One("NEW", 1)} END");
        Execute.Sql($"CREATE TRIGGER invite_counted_off AFTER DELETE ON invite BEGIN {One("OLD", -1)} END");
        Execute.Sql($"CREATE TRIGGER invite_counted_elsewhere AFTER UPDATE OF sink, state, held ON invite WHEN (OLD.sink, OLD.state, OLD.held) IS NOT (NEW.sink, NEW.state, NEW.held) BEGIN {One("OLD", -1)} {One("NEW", 1)} END");
    }

    /// <inheritdoc />
    public override void Down() =>
        throw new NotSupportedException("A store does not go back to an older schema. Restore a backup instead.");

    private static string One(string row, int more) => FormattableString.Invariant(
        $"INSERT INTO invite_count (sink, state, held, invites) VALUES ({row}.sink, {row}.state, coalesce({row}.held, ''), {more}) ON CONFLICT (sink, state, held) DO UPDATE SET invites = invites + excluded.invites;");
}
