using System.Globalization;
using AtsBridge.Simulation.Controls;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Campaigns;

/// <summary>The command: many worlds, one world, or the negative controls.</summary>
/// <param name="output">Where it writes.</param>
internal sealed class Command(TextWriter output)
{
    /// <summary>Within so many seeds every missing protection must show.</summary>
    internal const long MostSeedsToCatch = 1_000;

    internal static int Wrong(TextWriter error)
    {
        error.WriteLine(Options.Usage);
        return 2;
    }

    internal int Run(Options options) => options switch
    {
        { Seed: { } seed } => Replay(seed, options.Beyond),
        { Controls: true } => Controls(options.Threads),
        _ => Many(options),
    };

    private int Replay(ulong seed, int beyond)
    {
        var (report, same) = Campaign.Live(new WorldSettings(seed, Beyond: beyond, Recording: true));
        output.WriteLine(report.Trace);
        output.WriteLine(report.Detail);
        Say(report, same);
        return same && report.Findings.Count == 0 ? 0 : 1;
    }

    private int Controls(int threads)
    {
        var missed = 0;
        foreach (var handicap in Enum.GetValues<Handicap>().Where(h => h != Handicap.None))
        {
            var totals = new Campaign(threads).Without(handicap, MostSeedsToCatch);
            missed += totals.Clean ? 1 : 0;
            output.WriteLine(totals.First is { } first
                ? string.Create(CultureInfo.InvariantCulture, $"{handicap,-16} shows in {totals.FailedSeeds,4} of {totals.Seeds:#,0} seeds, first in {first.Seed}: {first.Findings[0].Kind}: {first.Findings[0].Words}")
                : $"{handicap,-16} NOT noticed in {totals.Seeds} seeds");
        }

        return missed == 0 ? 0 : 1;
    }

    private int Many(Options options)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var told = TimeSpan.Zero;
        var found = 0L;
        var totals = new Campaign(options.Threads).Run(options.From, options.Seeds, seed => new WorldSettings(seed, Beyond: options.Beyond), t =>
        {
            if (t.FailedSeeds > found)
            {
                // At once: whoever waits for a million wants to begin with the first.
                found = t.FailedSeeds;
                output.WriteLine($"found: {string.Join(", ", t.Failed.Select(f => f.Seed).Distinct().Order())}");
            }

            if (clock.GetElapsedTime(start) is var now && now - told > TimeSpan.FromSeconds(10))
            {
                told = now;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{t.Seeds:#,0} of {options.Seeds:#,0} seeds, {t.FailedSeeds} with findings, {t.Seeds / now.TotalSeconds:0} a second"));
            }
        });
        output.WriteLine(SummaryTable.Of(totals, clock.GetElapsedTime(start)));
        if (options.Beyond > 1)
        {
            output.WriteLine($"Beyond the bound: a platform that is up to {options.Beyond} settle times late. Findings are counted, and are no fault.");
            return 0;
        }

        foreach (var report in totals.Failed)
        {
            Say(report, same: true);
        }

        return totals.Clean ? 0 : 1;
    }

    private void Say(WorldReport report, bool same)
    {
        output.WriteLine(same ? $"seed {report.Seed}: {report.Findings.Count} findings" : $"seed {report.Seed}: two runs went different ways");
        foreach (var finding in report.Findings)
        {
            output.WriteLine($"  {finding.Kind}: {finding.Words}");
        }
    }
}
