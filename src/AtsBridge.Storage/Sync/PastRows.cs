using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>What a source has done before, for the guard that compares a run with it.</summary>
internal static class PastRows
{
    /// <summary>Ways that fewer went at once are not kept: the guard asks for none of them, and free text is no stage.</summary>
    private const int Fewest = 5;

    internal static async Task<IReadOnlyList<PastRun>> PastAsync(this StoreDb db, string source, int runs, CancellationToken cancellationToken) =>
        await db.Runs.Where(r => r.Source == source && !r.IsPartial && r.Outcome == nameof(RunOutcome.Succeeded) && r.Known > 0 && r.Changed + r.New + r.Vanished > 0)
            .OrderByDescending(r => r.Id).Take(runs).Select(r => new PastRun(r.Known, r.Moved, r.Vanished)).ToListAsync(cancellationToken);

    internal static async Task<IReadOnlyDictionary<StageShift, long>> MostMovedAsync(
        this StoreDb db, string source, IReadOnlyCollection<StageShift> ways, CancellationToken cancellationToken)
    {
        var most = new Dictionary<StageShift, long>();
        foreach (var way in ways)
        {
            var (from, to) = Key(way);
            most[way] = await db.StageMoves.Where(m => m.Source == source && m.FromStage == from && m.ToStage == to)
                .Select(m => m.Most).FirstOrDefaultAsync(cancellationToken);
        }

        return most;
    }

    internal static async Task RememberAsync(this StoreDb db, string source, IReadOnlyDictionary<StageShift, long> moves, CancellationToken cancellationToken)
    {
        foreach (var (way, count) in moves.Where(m => m.Key.IsOfStages && m.Value >= Fewest))
        {
            var (from, to) = Key(way);
            await db.StageMoves.InsertOrUpdateAsync(
                () => new StageMoveRow { Source = source, FromStage = from, ToStage = to, Most = count },
                m => new StageMoveRow { Source = m.Source, FromStage = m.FromStage, ToStage = m.ToStage, Most = m.Most < count ? count : m.Most },
                token: cancellationToken);
        }
    }

    /// <summary>The head-count may read the whole snapshot, so it is made only where anybody went anywhere at once.</summary>
    internal static async Task<IReadOnlyList<StageShift>> EmptiedStagesAsync(this StoreDb db, string source, CancellationToken cancellationToken)
    {
        var moves = db.Rows<StageMoveRow>("WHERE source = ?1 AND most >= ?2 ORDER BY most DESC, from_stage, to_stage", source, SourceGuard.Fewest);
        if (moves.Count == 0)
        {
            return [];
        }

        using var snapshot = new Snapshot(db, source);
        var heads = await snapshot.HeadsAsync(cancellationToken);
        return [.. moves.Select(m => StageShift.OfStages(m.FromStage, m.ToStage)).Where(way => !heads.Any(h => way.LeavesFrom(h.Stage, h.StageId)))];
    }

    private static (string From, string To) Key(StageShift way) => (way.From.ToUpperInvariant(), way.To.ToUpperInvariant());
}
