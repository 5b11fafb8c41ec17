using AtsBridge.Simulation.Checks;
using AtsBridge.Simulation.Platform;
using AtsBridge.Simulation.Store;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Campaigns;

/// <summary>What many worlds came to together.</summary>
internal sealed class Totals
{
    private const int MostOfAKind = 5;

    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];
    private readonly long[] _storeFaults = new long[Enum.GetValues<StoreFaultKind>().Length];
    private readonly long[] _findings = new long[Enum.GetValues<FindingKind>().Length];
    private readonly List<WorldReport>[] _failed = [.. Enum.GetValues<FindingKind>().Select(_ => new List<WorldReport>())];

    internal long Seeds { get; private set; }

    internal long Invites { get; private set; }

    internal long NeedsReview { get; private set; }

    internal long Requests { get; private set; }

    internal long Kills { get; private set; }

    internal long Pauses { get; private set; }

    internal long ClockSteps { get; private set; }

    internal long Limited { get; private set; }

    internal long Unauthorized { get; private set; }

    internal long Steps { get; private set; }

    /// <summary>The first seed in which something was found; null: there is none.</summary>
    internal WorldReport? First => Failed.MinBy(f => f.Seed);

    /// <summary>Seeds in which something was found.</summary>
    internal long FailedSeeds { get; private set; }

    /// <summary>The first of them, a few of each kind.</summary>
    internal IReadOnlyList<WorldReport> Failed => [.. _failed.SelectMany(f => f)];

    internal bool Clean => FailedSeeds == 0;

    internal long this[FaultKind kind] => _faults[(int)kind];

    internal long this[StoreFaultKind kind] => _storeFaults[(int)kind];

    /// <summary>Findings of a kind.</summary>
    internal long this[FindingKind kind] => _findings[(int)kind];

    internal void Add(WorldReport report, bool sameTwice)
    {
        Seeds++;
        Invites += report.Invites;
        NeedsReview += report.NeedsReview;
        Requests += report.Requests;
        Kills += report.Kills;
        Pauses += report.Pauses;
        ClockSteps += report.ClockSteps;
        Limited += report.Limited;
        Unauthorized += report.Unauthorized;
        Steps += report.Steps;
        AddAll(_faults, report.Faults);
        AddAll(_storeFaults, report.StoreFaults);
        foreach (var finding in report.Findings)
        {
            _findings[(int)finding.Kind]++;
        }

        _findings[(int)FindingKind.NotDeterministic] += sameTwice ? 0 : 1;
        if (!sameTwice || report.Findings.Count > 0)
        {
            FailedSeeds++;
            Keep(report, sameTwice ? report.Findings[0].Kind : FindingKind.NotDeterministic);
        }
    }

    /// <summary>The lowest seeds of each kind, whatever the order in which the threads come to them.</summary>
    private void Keep(WorldReport report, FindingKind kind)
    {
        var same = _failed[(int)kind];
        same.Add(report);
        same.Sort((one, other) => one.Seed.CompareTo(other.Seed));
        same.RemoveRange(Math.Min(MostOfAKind, same.Count), Math.Max(0, same.Count - MostOfAKind));
    }

    private static void AddAll(long[] sum, int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            sum[i] += counts[i];
        }
    }
}
