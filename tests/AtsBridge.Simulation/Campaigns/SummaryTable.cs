using System.Globalization;
using System.Text;
using AtsBridge.Simulation.Checks;
using AtsBridge.Simulation.Platform;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Campaigns;

/// <summary>The totals as a table for a person.</summary>
internal static class SummaryTable
{
    internal static string Of(Totals totals, TimeSpan took)
    {
        var text = new StringBuilder();
        Row(text, "seeds", totals.Seeds);
        Row(text, "invites", totals.Invites);
        Row(text, "requests", totals.Requests);
        Row(text, "kills", totals.Kills);
        Row(text, "pauses", totals.Pauses);
        Row(text, "clock steps", totals.ClockSteps);
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            Row(text, $"fault: {kind}", totals[kind]);
        }

        foreach (var kind in Enum.GetValues<StoreFaultKind>().Where(k => k != StoreFaultKind.None))
        {
            Row(text, $"store: {kind}", totals[kind]);
        }

        Row(text, "answered 429", totals.Limited);
        Row(text, "answered 401", totals.Unauthorized);
        Row(text, "left to a person", totals.NeedsReview);
        text.AppendLine();
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            Row(text, kind.ToString(), totals[kind]);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{took.TotalSeconds,12:0.0}  seconds, {totals.Seeds / Math.Max(0.001, took.TotalSeconds):0} seeds a second, each lived twice");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string what, long count) => text.AppendLine(CultureInfo.InvariantCulture, $"{count,12:#,0}  {what}");
}
