using AtsBridge.Benchmarks.Measuring;

namespace AtsBridge.Benchmarks.Reports;

/// <summary>What the runs of one case came to, at one size.</summary>
/// <param name="Case">Its name.</param>
/// <param name="What">What is done.</param>
/// <param name="Floor">What it is measured against.</param>
/// <param name="Goal">The most that it should take, as a multiple of the floor.</param>
/// <param name="MostSeconds">The most that it should take whatever the floor takes; null where that does not matter.</param>
/// <param name="Rows">The size.</param>
/// <param name="Floors">The floor's runs.</param>
/// <param name="Runs">AtsBridge's runs, each made right after the floor's of the same place.</param>
internal sealed record CaseResult(
    string Case, string What, string Floor, double Goal, double? MostSeconds, int Rows, IReadOnlyList<Measurement> Floors, IReadOnlyList<Measurement> Runs)
{
    /// <summary>The median of the pairs' ratios.</summary>
    public double Ratio => Median(Floors.Zip(Runs, (f, r) => r.Seconds / f.Seconds));

    public double FloorSeconds => Median(Floors.Select(f => f.Seconds));

    public double Seconds => Median(Runs.Select(r => r.Seconds));

    public double AllocatedMegabytes => Median(Runs.Select(r => r.AllocatedBytes / 1048576.0));

    public double PeakMegabytes => Runs.Max(r => r.PeakBytes / 1048576.0);

    public bool Met => MostSeconds is { } most ? Seconds < most : Ratio <= Goal;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
