using System.Text;

namespace AtsBridge.Benchmarks.Reports;

/// <summary>Results as a table that a document can take over.</summary>
internal static class ResultTable
{
    internal static string Of(IEnumerable<CaseResult> results)
    {
        var text = new StringBuilder("| case | rows | floor | AtsBridge | ratio | goal | allocated | peak memory |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var r in results)
        {
            text.Append(FormattableString.Invariant(
                $"| {r.What} | {r.Rows:#,0} | {r.FloorSeconds:0.00} s | {r.Seconds:0.00} s | **{r.Ratio:0.00}** | {(r.Met ? "" : "missed: ")}{(r.MostSeconds is { } most ? FormattableString.Invariant($"< {most} s") : FormattableString.Invariant($"≤ {r.Goal}"))} | {r.AllocatedMegabytes:#,0} MB | {r.PeakMegabytes:0} MB |\n"));
        }

        return text.ToString();
    }

    /// <summary>How each case grows: the exponent of a power law that is fitted to its sizes.</summary>
    internal static string GrowthOf(IEnumerable<CaseResult> results)
    {
        var text = new StringBuilder();
        foreach (var c in results.GroupBy(r => r.Case).Where(g => g.Count() > 1))
        {
            text.Append(FormattableString.Invariant($"{c.Key}: time grows with rows to the power of {Exponent([.. c.Select(r => ((double)r.Rows, r.Seconds))]):0.00}, memory to {Exponent([.. c.Select(r => ((double)r.Rows, r.PeakMegabytes))]):0.00}\n"));
        }

        return text.ToString();
    }

    /// <summary>The slope of the least squares line through the logarithms.</summary>
    private static double Exponent(IReadOnlyList<(double Size, double Value)> points)
    {
        var logs = points.Select(p => (X: Math.Log(p.Size), Y: Math.Log(p.Value))).ToList();
        var (x, y) = (logs.Average(p => p.X), logs.Average(p => p.Y));
        return logs.Sum(p => (p.X - x) * (p.Y - y)) / logs.Sum(p => (p.X - x) * (p.X - x));
    }
}
