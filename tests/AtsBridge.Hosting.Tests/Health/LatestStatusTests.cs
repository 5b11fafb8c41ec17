using AtsBridge.Hosting.Health;
using AtsBridge.Storage;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace AtsBridge.Hosting.Tests.Health;

public sealed class LatestStatusTests
{
    private readonly Standing _standing = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheStoreIsAskedOnceASecondHoweverOftenAnybodyAsks()
    {
        using var latest = new LatestStatus(_standing.Reader(), _standing.Time);
        Assert.Null(latest.Known);
        for (var i = 0; i < 10; i++)
        {
            await latest.ReadAsync(Cancellation);
            _standing.Time.Advance(TimeSpan.FromMilliseconds(99));
        }

        await _standing.Store.Received(1).SourceAsync("acme", Cancellation);
        _standing.Time.Advance(TimeSpan.FromMilliseconds(10));
        await latest.ReadAsync(Cancellation);
        await _standing.Store.Received(2).SourceAsync("acme", Cancellation);
    }

    [Fact]
    public async Task WhileTheStoreCantBeReadNothingIsKnownAndTheHostIsNotReady()
    {
        using var latest = new LatestStatus(_standing.Reader(), _standing.Time);
        var health = new BridgeHealth(latest);
        Assert.Equal(FindingKind.NotStarted, Assert.Single((await health.CheckAsync(Cancellation)).Problems).Kind);
        health.Started();
        Assert.True((await health.CheckAsync(Cancellation)).Ready);

        _standing.Time.Advance(TimeSpan.FromSeconds(1));
        _standing.Store.SourceAsync(default!, Cancellation).ThrowsAsyncForAnyArgs(new StoreException("The disk is gone."));
        var report = await health.CheckAsync(Cancellation);

        Assert.False(report.Ready);
        Assert.Equal(new Finding(FindingKind.StoreUnreadable, null, "The disk is gone."), Assert.Single(report.Problems));
        Assert.Null(latest.Known);
    }
}
