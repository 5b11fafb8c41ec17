using System.Text;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[Collection(Alone)]
public sealed class MemoryTests
{
    private const string Alone = "alone";

    [Fact]
    public async Task AHugeTextTakesBoundedMemory()
    {
        var huge = "{\"id\":\"1\",\"cv\":\"" + new string('x', 50_000_000) + "\"}";
        using var folder = new ExportFolder().With("a.json", Encoding.ASCII.GetBytes("{\"logo\":\"" + new string('y', 50_000_000) + "\",\"applications\":[" + huge + ",{\"id\":\"2\",\"stage\":\"x\"}]}"));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await folder.ReadAsync(Settings("a.json", Fields));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 60_000_000);
        Assert.Equal("2", read.Ids);
        Assert.Contains("MaxRecordBytes", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneCollection;
}
