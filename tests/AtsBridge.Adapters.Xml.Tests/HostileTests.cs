using System.IO.Compression;
using System.Text;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>Documents made to hurt. Counts what the whole process allocates, so nothing else may run beside it.</summary>
[Collection(Alone)]
public sealed class HostileTests
{
    private const string Alone = "alone";
    private const long Budget = 80_000_000;

    [Fact]
    public async Task ABillionLaughsAreNotLaughed()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        await RefusedAsync($"<!DOCTYPE x [<!ENTITY l0 \"ha\">{entities}]><Applications><Application id='A1'><Stage>&l9;</Stage></Application></Applications>", "DOCTYPE");
    }

    [Fact]
    public Task NoFileOfTheMachineIsRead() =>
        RefusedAsync("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><Applications><Application id='A1'><Stage>&f;</Stage></Application></Applications>", "DOCTYPE");

    [Fact]
    public Task ElementsInElementsWithoutEndAreRefused() =>
        RefusedAsync("<Applications><Application id='A1'>" + string.Concat(Enumerable.Repeat("<a>", 1_000_000)), "nested more than");

    [Fact]
    public Task AnAttributeWithoutEndIsRefused() =>
        RefusedAsync("<Applications><Application id='" + new string('x', 30_000_000) + "'/></Applications>", "single tag");

    [Fact]
    public Task ANameForEveryElementIsRefused() =>
        RefusedAsync("<Applications>" + string.Concat(Enumerable.Range(0, 600_000).Select(i => $"<n{i}/>")) + "</Applications>", "different names");

    [Fact]
    public async Task AnElementWithManyAttributesCostsItsRecord()
    {
        var attributes = string.Concat(Enumerable.Range(0, 50_000).Select(i => $" a{i}='x'"));
        using var export = XmlExport.Of($"<Applications><Application id='A1'{attributes}><Stage>x</Stage></Application><Application id='A2'><Stage>x</Stage></Application></Applications>");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await export.ReadAsync();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Budget);
        Assert.Equal("A2", read.Ids);
        Assert.Contains("attributes", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHugeTextTakesBoundedMemory()
    {
        var huge = new string('x', 40_000_000);
        using var export = XmlExport.Of($"<Applications><Logo>{huge}</Logo><Application id='A1'><Cv>{huge}</Cv><Stage>x</Stage></Application><Application id='A2'><Stage>x</Stage></Application></Applications>");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await export.ReadAsync();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Budget);
        Assert.Equal("A2", read.Ids);
        Assert.Contains("MaxRecordChars", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACompressedBombIsRefused()
    {
        using var memory = new MemoryStream();
        await using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync("<Applications><Application id='A1'><Stage>x</Stage></Application>"u8.ToArray(), TestContext.Current.CancellationToken);
            var blanks = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<x> </x>", 100_000)));
            for (var i = 0; i < 100; i++)
            {
                await gzip.WriteAsync(blanks, TestContext.Current.CancellationToken);
            }
        }

        using var export = XmlExport.Of(memory.ToArray());
        Assert.Contains("bomb", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKnownRecordTakesNoMemoryButItsFingerprint()
    {
        const int Records = 30_000;
        using var export = XmlExport.Applications([.. Enumerable.Range(0, Records).Select(i => $"<Name><Given>Ada {i}</Given></Name><Email>{i}@example.com</Email><Stage>Phone</Stage>")])
            .With(s => s with { Records = "Applications/Application" });
        var known = (await export.ReadAsync()).Records.Select(r => r.Fingerprint!.Value).ToHashSet();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await export.ReadAsync(known.Contains);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Records * 300);
        Assert.Equal(Records - 20, read.Unchanged.Count - 20);
    }

    private static async Task RefusedAsync(string xml, string says)
    {
        foreach (var records in new[] { null, "Applications/Application" })
        {
            using var export = XmlExport.Of(xml).With(s => s with { Records = records });
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Assert.Contains(says, (await export.FaultAsync()).Message, StringComparison.Ordinal);
            Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Budget);
        }
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneCollection;
}
