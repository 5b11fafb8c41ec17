using System.Text;

namespace AtsBridge.Adapters.Files.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("people.txt.gz")]
    [InlineData("people.txt")]
    public async Task GzipIsReadByItsBytesWhateverItsName(string name)
    {
        _folder.Write(name, Folder.Gzip("A1\nA2\n"u8.ToArray()));
        var pages = await new Lines(_folder.Path, name).PagesAsync();
        Assert.Equal(["A1", "A2"], pages.SelectMany(p => p.Records).Select(r => r.ApplicationId));
    }

    [Fact]
    public async Task GzipOfSeveralMembersIsReadToItsEnd()
    {
        _folder.Write("people.gz", [.. Folder.Gzip("A1\n"u8.ToArray()), .. Folder.Gzip("A2\n"u8.ToArray())]);
        var pages = await new Lines(_folder.Path, "people.gz").PagesAsync();
        Assert.Equal(["A1", "A2"], pages.SelectMany(p => p.Records).Select(r => r.ApplicationId));
    }

    [Fact]
    public async Task GzipThatIsCutOffAnywhereIsNeverTakenForTheWhole()
    {
        var whole = Folder.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 500).Select(i => $"A{i * 7919}"))));
        for (var length = 2; length < whole.Length; length += length > whole.Length - 20 ? 1 : 37)
        {
            _folder.Write("people.gz", whole[..length]);
            var fault = await new Lines(_folder.Path, "people.gz").FaultAsync();
            Assert.Equal(SourceFault.Unreadable, fault.Fault);
        }
    }

    [Fact]
    public async Task ABombIsRefusedBeforeItFillsTheMachine()
    {
        _folder.Write("people.gz", Folder.Gzip(new byte[64 * 1024 * 1024]));
        var fault = await new Lines(_folder.Path, "people.gz").FaultAsync();
        Assert.Contains("bomb", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileAboveItsBudgetIsRefusedWithTheSettingThatRaisesIt()
    {
        _folder.Write("people.txt", new string('A', 5000));
        var fault = await new Lines(_folder.Path, "people.txt", maxBytes: 4000).FaultAsync();
        Assert.Contains("MaxFileBytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileNamedGzThatIsNotIsRefused()
    {
        _folder.Write("people.gz", "A1\n");
        Assert.Contains("isn't compressed", (await new Lines(_folder.Path, "people.gz").FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatChangesWhileItIsReadCountsForNothing()
    {
        var path = _folder.Write("people.txt", "A1\n");
        var lines = new Lines(_folder.Path, "people.txt") { AfterReading = () => File.AppendAllText(path, "A2\n") };
        var fault = await lines.FaultAsync();
        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.Contains("changed while it was read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProgressReachesOneAndPagesHoldAThousand()
    {
        _folder.Write("people.txt", string.Join('\n', Enumerable.Range(0, 2500)));
        var pages = await new Lines(_folder.Path, "people.txt").PagesAsync();
        Assert.Equal([1000, 1000, 500], pages.Select(p => p.Records.Count));
        Assert.Equal(1, pages[^1].Progress);
        Assert.All(pages, p => Assert.Equal("people.txt", p.Set));
    }
}
