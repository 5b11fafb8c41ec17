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

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.ndjson")]
    public async Task AKnownRecordTakesNoMemoryButItsFingerprint(string name)
    {
        const int Records = 30_000;
        var records = Enumerable.Range(1, Records).Select(i =>
            "{\"id\":\"" + i + "\",\"stage\":\"On-site \\u0026 more\",\"job\":{\"title\":\"é\",\"tags\":[1,{}]},\"emails\":[{\"value\":\"" + i + "@example.com\"}]}");
        using var folder = new ExportFolder().With(name, name == "a.json" ? "[" + string.Join(",\n", records) + "]" : string.Join('\n', records));
        var settings = Settings(name, Fields);
        var known = KnownSet.Of(await folder.ReadAsync(settings));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await folder.ReadAsync(settings, new ReadRequest(null, known));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Records * 100);
        Assert.Equal(Records, read.Pages.Sum(p => p.Unchanged.Count));
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneCollection;
}
