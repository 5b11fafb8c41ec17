using System.Text;

namespace AtsBridge.Adapters.Files.Tests;

public sealed class ZipTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("export.zip", null)]
    [InlineData("export.txt", null)]
    [InlineData("export.zip", "people.txt")]
    [InlineData("export.zip", "PEOPLE*")]
    [InlineData("export.zip", "data/*.txt")]
    public async Task TheOneExportInItIsRead(string name, string? entry)
    {
        _folder.Write(name, Archive.Of(("data/", ""), ("data/people.txt", "A1\nA2\n"), ("__MACOSX/data/._people.txt", "junk"), ("data/.DS_Store", "junk")));

        Assert.Equal(["A1", "A2"], await IdsAsync(name, entry));
    }

    [Fact]
    public async Task OfSeveralEntryChooses()
    {
        _folder.Write("export.zip", Archive.Of(("people.txt", "A1\n"), ("jobs.txt", "J1\n")));

        Assert.Equal(["A1"], await IdsAsync("export.zip", "people*"));
        Assert.Equal("export.zip holds 2 files: people.txt, jobs.txt. Say in Entry which of them is meant; a pattern such as \"candidates*.csv\" will do.", await FaultAsync());
        Assert.Contains("fits Entry \"none.txt\". There are: people.txt, jobs.txt", await FaultAsync("none.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASpreadsheetIsCalledByItsName()
    {
        _folder.Write("export.zip", Archive.Of(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")));

        Assert.Contains("the xlsx adapter", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyOneHoldsNoFile()
    {
        _folder.Write("export.zip", Archive.Of(Array.Empty<(string, string)>()));

        Assert.Contains("holds no file", await FaultAsync(), StringComparison.Ordinal);
    }

    /// <summary>Whatever is missing or altered, people are never just fewer.</summary>
    [Fact]
    public async Task WhatIsCutOffOrAlteredAnywhereIsNeverTakenForTheWhole()
    {
        var people = string.Join('\n', Enumerable.Range(0, 300).Select(i => $"A{i * 7919}"));
        var whole = Archive.Of(("people.txt", people));
        for (var at = 4; at < whole.Length; at += 7)
        {
            _folder.Write("export.zip", whole[..at]);
            Assert.NotEmpty(await FaultAsync());

            var altered = (byte[])whole.Clone();
            altered[at] ^= 0x55;
            _folder.Write("export.zip", altered);
            try
            {
                Assert.Equal(people.Split('\n'), await IdsAsync("export.zip"));
            }
            catch (SourceException)
            {
                // What was altered mattered.
            }
        }
    }

    [Fact]
    public async Task ABombIsRefusedBeforeItFillsTheMachine()
    {
        _folder.Write("export.zip", Archive.Of(("people.txt", new byte[64 * 1024 * 1024])));

        Assert.Contains("bomb", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThousandsOfFilesAreRefusedUnopened()
    {
        _folder.Write("export.zip", Archive.Of([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.txt", ""))]));

        Assert.Contains("1,001 files", await FaultAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../evil.txt")]
    [InlineData("/etc/evil.txt")]
    [InlineData("C:\\evil.txt")]
    public async Task ANameThatClimbsIsJustAName(string name)
    {
        _folder.Write("export.zip", Archive.Of((name, "A1\n")));

        Assert.Equal(["A1"], await IdsAsync("export.zip"));
        Assert.Equal(["export.zip"], Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task OnePackedTwiceIsSaidToBe()
    {
        _folder.Write("export.zip", Archive.Of(("people.zip", Archive.Of(("people.txt", "A1\n")))));
        var bytes = Assert.Single(await IdsAsync("export.zip"), id => id!.StartsWith("PK", StringComparison.Ordinal));

        // The smallest adapter reads whatever there is; real ones ask this first.
        Assert.Contains("archive", Opening.ForeignFormat.Recognise(Encoding.Latin1.GetBytes(bytes!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameArchiveOnceMoreIsNotReadAgain()
    {
        var bytes = Archive.Of(("people.txt", "A1\nA2\n"));
        _folder.Write("1.zip", bytes);
        var lines = new Lines(_folder.Path, "*.zip");
        var last = (await lines.PagesAsync())[^1];
        _folder.Write("2.zip", bytes, minute: 1);

        var page = await lines.Sets.CheckRepeatAsync(new ReadRequest(last.Next) { Mark = last.Mark }, TestContext.Current.CancellationToken);

        Assert.Equal(("2.zip", 2), (page?.Set, page?.Repeated));
    }

    private async Task<IEnumerable<string?>> IdsAsync(string name, string? entry = null)
    {
        var pages = await Lines(name, entry).PagesAsync();
        return pages.SelectMany(p => p.Records).Select(r => r.ApplicationId);
    }

    private async Task<string> FaultAsync(string? entry = null) => (await Lines("export.zip", entry).FaultAsync()).Message;

    private Lines Lines(string name, string? entry) => new(_folder.Path, name) { Settings = new() { Path = name, Entry = entry } };
}
