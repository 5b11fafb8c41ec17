using AtsBridge.Simulation.Controls;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Campaigns;

/// <summary>Lives many worlds, each twice, one a thread at a time.</summary>
/// <param name="threads">How many at once.</param>
internal sealed class Campaign(int threads)
{
    private readonly Lock _lock = new();

    /// <summary>Runs a range of seeds.</summary>
    /// <param name="from">The first.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="settings">Makes the settings of a seed's world.</param>
    /// <param name="progress">Told after each, by one thread at a time.</param>
    internal Totals Run(ulong from, long seeds, Func<ulong, WorldSettings> settings, Action<Totals> progress)
    {
        var totals = new Totals();
        var next = -1L;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var number && number < seeds)
            {
                var (report, same) = Live(settings(from + (ulong)number));
                lock (_lock)
                {
                    totals.Add(report, same);
                    progress(totals);
                }
            }
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return totals;
    }

    /// <summary>Lives worlds from which a protection is missing. Without findings nobody would notice that it is.</summary>
    internal Totals Without(Handicap handicap, long seeds) => Run(1, seeds, seed => new WorldSettings(seed, handicap), _ => { });

    /// <summary>Lives one world twice: two runs of a seed that differ mean that something in it is left to chance.</summary>
    internal static (WorldReport Report, bool Same) Live(WorldSettings settings)
    {
        var first = new World(settings).Run();
        var second = new World(settings).Run();
        return (first, first.Hash == second.Hash);
    }
}
