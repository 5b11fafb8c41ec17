namespace AtsBridge.Adapters.Files.Tests;

/// <summary>A file that was read and replaced since, delivered again under another name, would take people back.</summary>
public sealed class DeliveredAgainTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnOutdatedOneIsPassedOverAndSaidToBe()
    {
        var since = await ReadAsync(("1.txt", "A"), ("2.txt", "B"));
        _folder.Write("1 (copy).txt", "A", minute: 3);

        var page = Assert.Single(await Lines.PagesAsync(since));

        Assert.True(page.NothingNew);
        Assert.Equal("1 (copy).txt holds what 1.txt held, byte for byte, and was passed over: that was read before, and a newer one since.", Assert.Single(page.Notes));
        Assert.NotEqual(since, page.Next);
        Assert.Empty(Assert.Single(await Lines.PagesAsync(page.Next)).Notes);
    }

    [Fact]
    public async Task WhatComesBehindItIsRead()
    {
        var since = await ReadAsync(("1.txt", "A"), ("2.txt", "B"));
        _folder.Write("3.txt", "A", minute: 3);
        _folder.Write("4.txt", "C", minute: 4);

        var page = Assert.Single(await Lines.PagesAsync(since));

        Assert.Equal(("C", false), (page.Records.Single().ApplicationId, page.More));
        Assert.Contains("3.txt holds what 1.txt held", page.Notes[0], StringComparison.Ordinal);
        Assert.True(Assert.Single(await Lines.PagesAsync(page.Next)).NothingNew);
    }

    [Fact]
    public async Task ItIsRememberedWhenItIsGone()
    {
        var since = await ReadAsync(("1.txt", "A"), ("2.txt", "B"));
        File.Delete(Path.Combine(_folder.Path, "1.txt"));
        _folder.Write("3.txt", "A", minute: 3);

        Assert.True(Assert.Single(await Lines.PagesAsync(since)).NothingNew);
    }

    /// <summary>It says what is known; and whoever has corrected a word of the configuration delivers it again to have it read.</summary>
    [Fact]
    public async Task TheNewestMayBeReadAgain()
    {
        var since = await ReadAsync(("1.txt", "A"), ("2.txt", "B"));
        _folder.Write("3.txt", "B", minute: 3);

        Assert.Equal("B", Assert.Single(await Lines.PagesAsync(since)).Records.Single().ApplicationId);
    }

    /// <summary>It is out of date in whatever way it is read; what was quarantined of it, a retry of the quarantine finds.</summary>
    [Fact]
    public async Task ReadInAnotherWayItIsNoNewsEither()
    {
        var since = await ReadAsync(("1.txt", "A"), ("2.txt", "B"));
        _folder.Write("3.txt", "A", minute: 3);
        var otherwise = new Lines(_folder.Path, "*.txt") { Settings = new() { Path = "*.txt", MaxCellChars = 200 } };

        Assert.True(Assert.Single(await otherwise.PagesAsync(since)).NothingNew);
    }

    [Fact]
    public async Task TheSameFilesStandBetweenTheSameCursorsInWhateverWayTheyAreRead()
    {
        var since = await ReadAsync(("1.txt", "A"));
        _folder.Write("2.txt", "B", minute: 2);
        var otherwise = new Lines(_folder.Path, "*.txt") { Settings = new() { Path = "*.txt", MaxCellChars = 200 } };

        Assert.Equal((await Lines.PagesAsync(since))[^1].Next, (await otherwise.PagesAsync(since))[^1].Next);
    }

    [Fact]
    public async Task OneNamedFileIsReadWhateverItHeldBefore()
    {
        var one = new Lines(_folder.Path, "one.txt");
        string? since = null;
        foreach (var text in new[] { "A", "B", "A" })
        {
            _folder.Write("one.txt", text);
            var page = Assert.Single(await one.PagesAsync(since));
            Assert.Equal(text, page.Records.Single().ApplicationId);
            since = page.Next;
        }
    }

    [Fact]
    public async Task TheMemoryDoesNotGrowForEver()
    {
        string? since = null;
        for (var i = 0; i < 260; i++)
        {
            _folder.Write($"{i}.txt", $"A{i}", minute: 1);
            since = (await Lines.PagesAsync(since))[^1].Next;
            File.Delete(Path.Combine(_folder.Path, $"{i}.txt"));
        }

        Assert.InRange(since!.Length, 1_000, 40_000);
    }

    private Lines Lines => new(_folder.Path, "*.txt");

    private async Task<string> ReadAsync(params (string Name, string Text)[] files)
    {
        string? since = null;
        for (var i = 0; i < files.Length; i++)
        {
            _folder.Write(files[i].Name, files[i].Text, minute: i + 1);
            since = (await Lines.PagesAsync(since))[^1].Next;
        }

        return since!;
    }
}
