namespace AtsBridge.Adapters.Files.Tests;

public sealed class SettlingTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AYoungFileIsWatchedUntilItIsOldEnough()
    {
        _folder.Write("a.txt", "A", minute: 60);
        var lines = new Lines(_folder.Path, "*.txt");
        var reading = lines.PagesAsync();
        Assert.False(reading.IsCompleted);
        lines.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(reading.IsCompleted);
        lines.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Single(Assert.Single(await reading).Records);
    }

    [Fact]
    public async Task AFileThatGrowsMeanwhileWaitsForTheNextRunAndTheNewerOnesWithIt()
    {
        _folder.Write("a.txt", "A", minute: 60);
        _folder.Write("b.txt", "B", minute: 61);
        var lines = new Lines(_folder.Path, "*.txt");
        var reading = lines.PagesAsync();
        _folder.Write("a.txt", "A and more", minute: 60);
        lines.Time.Advance(TimeSpan.FromSeconds(2));
        var page = Assert.Single(await reading);
        Assert.True(page.NothingNew);
        Assert.Equal("a.txt is still growing: it and 1 newer wait for the next run.", Assert.Single(page.Notes));
    }

    [Fact]
    public async Task OneFileThatGrowsWaits()
    {
        _folder.Write("a.txt", "A", minute: 60);
        var lines = new Lines(_folder.Path, "a.txt");
        var reading = lines.PagesAsync();
        _folder.Write("a.txt", "A and more", minute: 60);
        lines.Time.Advance(TimeSpan.FromSeconds(2));
        var page = Assert.Single(await reading);
        Assert.True(page.NothingNew);
        Assert.Contains("still growing", Assert.Single(page.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatVanishesMeanwhileIsAnOutage()
    {
        var path = _folder.Write("a.txt", "A", minute: 60);
        var lines = new Lines(_folder.Path, "*.txt");
        var reading = lines.PagesAsync();
        File.Delete(path);
        lines.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("vanished", (await Assert.ThrowsAsync<SourceException>(() => reading)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWriteInTheFutureDoesNotMakeTheWaitLonger()
    {
        _folder.Write("a.txt", "A", minute: 60 * 24);
        var lines = new Lines(_folder.Path, "*.txt");
        var reading = lines.PagesAsync();
        lines.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(Assert.Single(await reading).Records);
    }
}
