using System.Globalization;
using AtsBridge.Routing;

namespace AtsBridge.Sync;

/// <summary>
/// Compares what a set does to its source with what the source has done before: how many vanish, how many move, and whether most
/// of a stage went to one other stage, which is what a renamed stage looks like.
/// </summary>
internal sealed class MovementGuard(ConfiguredSource source, ISyncSession session, RouteTable routes)
{
    /// <summary>So many runs back the past reaches; those that brought nothing do not count.</summary>
    private const int Runs = 20;

    /// <summary>A long weekend brings three days at once.</summary>
    private const int TimesThePast = 3;

    /// <summary>However much a source has moved before: beyond this a person looks.</summary>
    private const double MostEverBelieved = 0.5;

    /// <summary>Most of a stage, and not all: somebody always goes another way on the same day.</summary>
    private const double MostOfAStage = 0.8;

    /// <summary>A feed of changes never says who was deleted: such people stand in their stage for good, and no rename moves them.</summary>
    private const double MostOfAStageOfChanges = 0.5;

    private readonly List<PastRun> _own = [];
    private readonly Dictionary<StageShift, long> _ownMost = [];

    /// <summary>Why a set of which so many are missing must not be believed; null where it may.</summary>
    internal async Task<string?> ObjectionAsync(long known, long vanished, CancellationToken cancellationToken)
    {
        if (await LimitAsync(source.Guard.MaxVanished, vanished, known, p => p.Vanished, cancellationToken) is not { } limit)
        {
            return null;
        }

        return FormattableString.Invariant($"{vanished} of {known} applications that were known are missing at once ({Percent(vanished, known)}), and ")
            + $"{limit} may be missing from one export of this source, so nothing was changed. Look at the export: was it cut off, or filtered? "
            + $"If it is right, accept it once: {SetGuard.Accept(source)}. If that is usual here, set {Setting(nameof(SourceGuard.MaxVanished))}.";
    }

    /// <summary>What speaks against the movement so far; null where nothing does.</summary>
    internal async Task<Suspicion?> JudgeAsync(Movement movement, long known, CancellationToken cancellationToken)
    {
        if (source.Guard.MaxMoved >= 1 || movement.Moved < SourceGuard.Fewest || known == 0)
        {
            return null;
        }

        var renamed = await RenamedAsync(movement, cancellationToken);
        var rest = movement.Moved - renamed.Sum(r => r.Went);
        if (await LimitAsync(source.Guard.MaxMoved, rest, known, p => p.Moved, cancellationToken) is { } limit)
        {
            var (way, most) = movement.Shifts.Where(s => !renamed.Exists(r => r.Way == s.Key)).MaxBy(s => s.Value);
            return new(
                string.Join("; ", [.. renamed.Take(3).Select(r => r.Words), FormattableString.Invariant(
                    $"{rest} of {known} applications changed their place at once ({Percent(rest, known)}), most of them from '{way.From}' to '{way.To}' ({most}), and {limit} may move in one sync of this source")]),
                Ways: null)
            { Advice = $"If that is usual here, set {Setting(nameof(SourceGuard.MaxMoved))}." };
        }

        // One stage was renamed, and the rest of the day is as always. Where it is more than that, small stages that nobody counts
        // may be part of it: a column that was lost moves all of them.
        var alone = renamed.Count == 1 && Within(movement.Moved, MostEverBelieved, known);
        return renamed.Count == 0 ? null : new(string.Join("; ", renamed.Take(3).Select(r => r.Words)), alone ? renamed.Select(r => r.Way).ToHashSet() : null)
        {
            Advice = string.Join(' ', renamed.Select(r => Advice(r.Way)).OfType<string>().Distinct(StringComparer.Ordinal)) is { Length: > 0 } advice ? advice : null,
        };
    }

    /// <summary>A set of this pass counts as past for those behind it, in a plan as in a sync.</summary>
    internal void Remember(PastRun run, Movement movement)
    {
        _own.Add(run);
        foreach (var (way, count) in movement.Shifts)
        {
            _ownMost[way] = Math.Max(count, _ownMost.GetValueOrDefault(way));
        }
    }

    private async Task<List<Renamed>> RenamedAsync(Movement movement, CancellationToken cancellationToken)
    {
        var many = movement.Shifts.Where(s => s.Key.IsOfStages && s.Value >= SourceGuard.Fewest).ToList();
        var before = many.Count == 0 ? _ownMost : await session.MostMovedAsync([.. many.Select(s => s.Key)], cancellationToken);
        long Most(StageShift way) => Math.Max(before.GetValueOrDefault(way), _ownMost.GetValueOrDefault(way));
        many.RemoveAll(s => s.Value <= TimesThePast * Most(s.Key));
        if (many.Count == 0)
        {
            return [];
        }

        var mostOfAStage = source.Contents == SourceContents.Changes ? MostOfAStageOfChanges : MostOfAStage;

        // Reads the whole snapshot, so only where somebody went a way as never before.
        var heads = await session.HeadsAsync(cancellationToken);
        return [.. many
            .Select(s => new Renamed(s.Key, s.Value, heads.Where(h => s.Key.LeavesFrom(h.Stage, h.StageId)).Sum(h => h.Applications) + movement.SealedOutOf(s.Key), Most(s.Key)))
            .Where(r => r.Went >= mostOfAStage * r.Stood).OrderByDescending(r => r.Went)];
    }

    /// <summary>The share that would be believed, in words, where this is more than that; null where it is believed.</summary>
    private async Task<string?> LimitAsync(double floor, long count, long known, Func<PastRun, long> of, CancellationToken cancellationToken)
    {
        if (count < SourceGuard.Fewest || Within(count, floor, known))
        {
            return null;
        }

        var past = (await session.PastAsync(Runs, cancellationToken)).Concat(_own.TakeLast(Runs)).Where(p => p.Known > 0);
        var most = past.Select(p => (double)of(p) / p.Known).DefaultIfEmpty().Max();
        var fromPast = Math.Min(TimesThePast * most, MostEverBelieved);
        if (Within(count, fromPast, known))
        {
            return null;
        }

        return fromPast > floor
            ? FormattableString.Invariant($"up to {Percent(fromPast)} (three times the most of its last {Runs} syncs, and never more than {Percent(MostEverBelieved)})")
            : FormattableString.Invariant($"up to {Percent(floor)}");
    }

    /// <summary>A route that names the old word takes nobody in the new one, and nobody would notice.</summary>
    private string? Advice(StageShift way) =>
        routes.Of(source.Name).FirstOrDefault(r => r.When.Stage.Any(p => p.Matches(way.From)) && !r.When.Stage.Any(p => p.Matches(way.To))) is { } route
            ? $"Route '{route.Name}' names '{way.From}' and not '{way.To}': if the stage was renamed, add its new name there, or nobody will be invited from it."
            : null;

    private string Setting(string name) => $"AtsBridge:Sources:{source.Name}:Guard:{name}";

    /// <summary>Three times 15 % are 45 %, and not a little less, as binary fractions have it.</summary>
    private static bool Within(long count, double share, long known) => count <= (share * known) + 1e-6;

    private static string Percent(long count, long of) => Percent((double)count / of);

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private sealed record Renamed(StageShift Way, long Went, long Stood, long Most)
    {
        internal string Words => FormattableString.Invariant($"{Went} of {Stood} applications in '{Way.From}' went to '{Way.To}' at once, and ")
            + (Most == 0 ? "hardly any did before" : FormattableString.Invariant($"never more than {Most} did before"))
            + ": this looks like a renamed stage";
    }
}
