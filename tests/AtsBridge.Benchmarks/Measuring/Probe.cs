using System.Globalization;

namespace AtsBridge.Benchmarks.Measuring;

/// <summary>Measures what happens in this process.</summary>
internal static class Probe
{
    private const string Status = "/proc/self/status";

    internal static async Task<Measurement> MeasureAsync(Func<Task> work)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        ForgetPeak();
        var (allocated, begun) = (GC.GetTotalAllocatedBytes(precise: true), TimeProvider.System.GetTimestamp());
        await work();
        var took = TimeProvider.System.GetElapsedTime(begun);
        return new(took.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated, Peak());
    }

    /// <summary>What the process held before is not the work's doing (proc(5), clear_refs).</summary>
    private static void ForgetPeak()
    {
        if (File.Exists("/proc/self/clear_refs"))
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private static long Peak()
    {
        var line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null
            ? Environment.WorkingSet
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
