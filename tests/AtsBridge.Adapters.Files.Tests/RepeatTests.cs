using System.Text;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>A file is known by what it holds, under any name.</summary>
public sealed class RepeatTests : IDisposable
{
    /// <summary>Longer than the beginning that is hashed apart.</summary>
    private static readonly string Long = string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"A{i}\n")));

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("A\nB\n")]
    [InlineData("")]
    [InlineData(null)]
    public async Task TheSameUnderAnotherNameIsNoNews(string? text)
    {
        text ??= Long;
        _folder.Write("1.txt", text);
        var lines = new Lines(_folder.Path, "*.txt");
        var read = (await lines.PagesAsync()).ToList();
        _folder.Write("2.txt", text, minute: 1);
        _folder.Write("3.txt", text + "C\n", minute: 2);

        var page = await RepeatAsync(lines, read[^1]);

        if (text.Length == 0)
        {
            // Whoever can't be told from nothing is read.
            Assert.Null(page);
            return;
        }

        Assert.NotNull(page);
        Assert.Equal(("2.txt", read.Sum(p => p.Records.Count), true), (page.Set, (int)page.Repeated, page.More));
        Assert.Contains("2.txt holds what was read last, byte for byte", Assert.Single(page.Notes), StringComparison.Ordinal);
        Assert.Null(await RepeatAsync(lines, page));
        Assert.Equal("3.txt", (await lines.PagesAsync(page.Next))[^1].Set);
    }

    [Fact]
    public async Task OneFileThatWasWrittenAgainIsNoNews()
    {
        _folder.Write("a.txt", Long);
        var lines = new Lines(_folder.Path, "a.txt");
        var read = (await lines.PagesAsync())[^1];
        _folder.Write("a.txt", Long, minute: 5);

        Assert.Equal(20_000, (await RepeatAsync(lines, read))?.Repeated);
    }

    [Fact]
    public async Task SoIsACompressedOne()
    {
        var bytes = Folder.Gzip(Encoding.UTF8.GetBytes(Long));
        _folder.Write("1.gz", bytes);
        var lines = new Lines(_folder.Path, "*.gz");
        var read = (await lines.PagesAsync())[^1];
        _folder.Write("2.gz", bytes, minute: 1);

        Assert.Equal(20_000, (await RepeatAsync(lines, read))?.Repeated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(66_000)]
    public async Task OneOtherByteAnywhereIsNews(int at)
    {
        _folder.Write("1.txt", Long);
        var lines = new Lines(_folder.Path, "*.txt");
        var read = (await lines.PagesAsync())[^1];
        _folder.Write("2.txt", $"{Long[..at]}X{Long[(at + 1)..]}", minute: 1);

        Assert.Null(await RepeatAsync(lines, read));
    }

    [Fact]
    public async Task ReadByOtherSettingsItIsNews()
    {
        _folder.Write("1.txt", Long);
        var read = (await new Lines(_folder.Path, "*.txt").PagesAsync())[^1];
        _folder.Write("2.txt", Long, minute: 1);

        Assert.Null(await RepeatAsync(new Lines(_folder.Path, "*.txt", maxBytes: 1 << 29), read));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("of another adapter")]
    [InlineData("1 4 zz 0 3 x")]
    [InlineData("2 4 0 0 3 x")]
    public async Task WhereNobodyKnowsWhatWasReadTheFileIsRead(string? mark)
    {
        _folder.Write("1.txt", Long);
        Assert.Null(await RepeatAsync(new Lines(_folder.Path, "*.txt"), new SourcePage { Mark = mark }));
    }

    [Fact]
    public async Task AFileThatNobodyReadToItsEndIsNotKnown()
    {
        // Longer than what is read ahead of him.
        var longer = string.Concat(Enumerable.Repeat(Long, 8));
        _folder.Write("1.txt", longer);
        var lines = new Lines(_folder.Path, "*.txt") { MostLines = 3 };
        var read = (await lines.PagesAsync())[^1];
        _folder.Write("2.txt", longer, minute: 1);

        Assert.Null(await RepeatAsync(lines, read));
    }

    [Fact]
    public async Task NothingNewIsNoRepetition()
    {
        _folder.Write("1.txt", Long);
        var lines = new Lines(_folder.Path, "*.txt");
        Assert.Null(await RepeatAsync(lines, (await lines.PagesAsync())[^1]));
    }

    private static Task<SourcePage?> RepeatAsync(Lines lines, SourcePage last) =>
        lines.Sets.CheckRepeatAsync(new ReadRequest(last.Next) { FullSets = true, Mark = last.Mark }, TestContext.Current.CancellationToken);
}
