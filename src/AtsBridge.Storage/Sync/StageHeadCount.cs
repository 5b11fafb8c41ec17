using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>
/// How many of a source stand in each stage, while somebody changes its snapshot: taken out of the store before the first change and
/// put back after the last, in the same transaction. Whoever forgets leaves none, which costs the next to ask a count of all.
/// </summary>
internal sealed class StageHeadCount
{
    /// <summary>Free text is no stage: where everybody stands in one of his own, the counts would be as long as the snapshot.</summary>
    private const int MostStages = 2_000;

    private readonly StoreDb _db;
    private readonly string _source;
    private readonly Dictionary<(string? Stage, string? StageId), long>? _heads;

    private StageHeadCount(StoreDb db, string source, Dictionary<(string? Stage, string? StageId), long>? heads) =>
        (_db, _source, _heads) = (db, source, heads);

    /// <summary>The counts as they are kept; null where they are not, and where nobody is there.</summary>
    internal static IReadOnlyList<StageHeads>? Kept(StoreDb db, string source)
    {
        var rows = db.Rows<StageHeadRow>("WHERE source = ?1", source);
        return rows.Count == 0 ? null : [.. rows.Select(r => new StageHeads(r.Stage, r.StageId, r.Heads))];
    }

    /// <summary>The counts, made where they are not kept: once, by who comes after something that threw them away.</summary>
    internal static async Task<IReadOnlyList<StageHeads>> KeepAsync(StoreDatabase database, StoreDb db, string source, CancellationToken cancellationToken) =>
        Kept(db, source) ?? await database.WriteAsync(async other =>
        {
            // In one transaction, so that nobody moves in between.
            using var snapshot = new Snapshot(other, source);
            var heads = await snapshot.CountHeadsAsync(cancellationToken);
            await PutAsync(other, source, heads, cancellationToken);
            return heads;
        }, cancellationToken);

    /// <summary>Takes them out. While they are out, who asks counts.</summary>
    internal static async Task<StageHeadCount> TakeAsync(StoreDb db, string source, CancellationToken cancellationToken)
    {
        var kept = Kept(db, source);
        await db.StageHeads.Where(h => h.Source == source).DeleteAsync(cancellationToken);
        // Nobody is there, so it is known that nobody is anywhere.
        var known = kept is not null || !await db.Applications.AnyAsync(a => a.Source == source && a.Present, cancellationToken);
        return new(db, source, known ? (kept ?? []).ToDictionary(h => (h.Stage, h.StageId), h => h.Applications) : null);
    }

    /// <summary>Puts counts in the place of those that are kept, unless they are too many.</summary>
    internal static async Task PutAsync(StoreDb db, string source, IReadOnlyList<StageHeads> heads, CancellationToken cancellationToken)
    {
        await db.StageHeads.Where(h => h.Source == source).DeleteAsync(cancellationToken);
        if (heads.Count <= MostStages)
        {
            db.InsertAll(heads.Select(h => new StageHeadRow { Source = source, Stage = h.Stage, StageId = h.StageId, Heads = h.Applications }), cancellationToken);
        }
    }

    /// <summary>So many more, or fewer, stand in a stage.</summary>
    internal void Add(string? stage, string? stageId, long more)
    {
        if (_heads is not null)
        {
            _heads[(stage, stageId)] = _heads.GetValueOrDefault((stage, stageId)) + more;
        }
    }

    /// <summary>Puts them back, if they were known.</summary>
    internal Task PutBackAsync(CancellationToken cancellationToken) => _heads is null
        ? Task.CompletedTask
        : PutAsync(_db, _source, [.. _heads.Where(h => h.Value != 0).Select(h => new StageHeads(h.Key.Stage, h.Key.StageId, h.Value))], cancellationToken);
}
