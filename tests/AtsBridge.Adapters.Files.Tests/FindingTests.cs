using System.Text.Json;

namespace AtsBridge.Adapters.Files.Tests;

public sealed class FindingTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OnePathIsReadOnEveryCallAndNeverSaysMore()
    {
        string? since = null;
        for (var i = 0; i < 4; i++)
        {
            _folder.Write("people.txt", "A1", minute: i / 2);
            var page = Assert.Single(await new Lines(_folder.Path, "people.txt").PagesAsync(since));
            Assert.Single(page.Records);
            Assert.False(page.More || page.NothingNew);
            // It tells which version was read.
            Assert.Equal(i % 2 == 1, page.Next == since);
            since = page.Next;
        }
    }

    [Fact]
    public async Task APipeAmongTheFilesIsEmptyAndNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes among the files");
        var pipe = Path.Combine(_folder.Path, "pipe.txt");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.SetLastWriteTimeUtc(pipe, Folder.Start);

        Assert.Empty(Assert.Single(await new Lines(_folder.Path, "*.txt").PagesAsync()).Records);
    }

    [Fact]
    public async Task APatternReadsEveryNewFileOnceTheOldestFirst()
    {
        _folder.Write("exports/b.txt", "B", minute: 2);
        _folder.Write("exports/c.txt", "C", minute: 1);
        _folder.Write("exports/A.TXT", "A", minute: 2);
        _folder.Write("exports/other.log", "X", minute: 0);
        Assert.Equal(["C more", "A more", "B"], await DrainAsync("exports/*.txt", since: null));
    }

    [Fact]
    public async Task AFileThatIsRewrittenUnderItsNameIsReadAgain()
    {
        _folder.Write("a.txt", "A", minute: 1);
        var since = (await Read("*.txt")).Next;
        Assert.True((await Read("*.txt", since)).NothingNew);
        _folder.Write("a.txt", "B", minute: 2);
        Assert.Equal("B", (await Read("*.txt", since)).Records[0].ApplicationId);
    }

    [Fact]
    public async Task TheCursorForgetsFilesThatAreGone()
    {
        var old = _folder.Write("old.txt", "A", minute: 1);
        var since = (await Read("*.txt")).Next;
        File.Delete(old);
        _folder.Write("new.txt", "B", minute: 2);
        var next = JsonDocument.Parse((await Read("*.txt", since)).Next!).RootElement;
        Assert.Equal(["new.txt"], next.GetProperty("read").EnumerateArray().Select(e => e.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task NothingNewKeepsTheCursor()
    {
        _folder.Write("a.txt", "A");
        var page = await Read("*.txt", (await Read("*.txt")).Next);
        Assert.True(page.NothingNew);
        Assert.Null(page.Next);
        Assert.Empty(page.Records);
    }

    [Fact]
    public async Task AFileThatComesLateIsReadAndSaidToBeOlder()
    {
        _folder.Write("new.txt", "B", minute: 5);
        var since = (await Read("*.txt")).Next;
        _folder.Write("late.txt", "A", minute: 1);
        var page = await Read("*.txt", since);
        Assert.Equal("late.txt", page.Set);
        Assert.Contains("older than a file that was read before", Assert.Single(page.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFullExportThatComesLateIsPassedOver()
    {
        _folder.Write("new.txt", "B", minute: 5);
        var since = (await Read("*.txt")).Next;
        _folder.Write("late.txt", "A", minute: 1);
        var page = Assert.Single(await new Lines(_folder.Path, "*.txt").PagesAsync(since, fullSets: true));
        Assert.True(page.NothingNew);
        Assert.Contains("passed over", Assert.Single(page.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.txt")]
    [InlineData("people.txt")]
    [InlineData("missing/*.txt")]
    [InlineData("missing/people.txt")]
    public async Task NoFileAtAllIsAnOutageAndNotAnEmptyPage(string path)
    {
        var fault = await new Lines(_folder.Path, path).FaultAsync();
        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.Contains("is the export still delivered?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoStarsStandForAnyFolders()
    {
        _folder.Write("in/a.txt", "A", minute: 1);
        _folder.Write("in/x/y/b.txt", "B", minute: 2);
        Assert.Equal(["A more", "B"], await DrainAsync("in/**/*.txt", since: null));
    }

    [Fact]
    public async Task NoSymbolicLinkIsFollowedOutOfTheFolder()
    {
        _folder.Write("drop/a.txt", "A");
        var secret = _folder.Write("drop-evil/secret.txt", "S");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "drop/link.txt"), secret);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "drop/linked"), Path.Combine(_folder.Path, "drop-evil"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "drop/circle"), Path.Combine(_folder.Path, "drop"));

        var page = await Read("drop/**/*.txt");
        Assert.Equal("A", Assert.Single(page.Records).ApplicationId);
        Assert.False(page.More);
        Assert.Contains("link.txt is a symbolic link", Assert.Single(page.Notes), StringComparison.Ordinal);
        Assert.Contains("symbolic link", (await new Lines(_folder.Path, "drop/link.txt").FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatIsItselfALinkIsTheOperatorsChoice()
    {
        _folder.Write("real/a.txt", "A");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "exports"), Path.Combine(_folder.Path, "real"));
        Assert.Single((await Read("exports/*.txt")).Records);
        Assert.Single((await Read("exports/a.txt")).Records);
    }

    [Fact]
    public async Task ACursorOfAnotherAdapterIsRefused()
    {
        _folder.Write("a.txt", "A");
        foreach (var cursor in new[] { "2026-01-01", "{}", "{\"v\":1}", "[]" })
        {
            Assert.Contains("cursor", (await new Lines(_folder.Path, "*.txt").FaultAsync(cursor)).Message, StringComparison.Ordinal);
        }
    }

    private async Task<SourcePage> Read(string path, string? since = null) =>
        (await new Lines(_folder.Path, path).PagesAsync(since))[^1];

    private async Task<List<string>> DrainAsync(string path, string? since)
    {
        var read = new List<string>();
        for (SourcePage? page = null; page is null || page.More; since = page.Next ?? since)
        {
            page = await Read(path, since);
            read.Add(page.Records[0].ApplicationId + (page.More ? " more" : ""));
        }

        Assert.True((await Read(path, since)).NothingNew);
        return read;
    }
}
