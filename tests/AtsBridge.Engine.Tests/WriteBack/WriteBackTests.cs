using AtsBridge.Engine.Tests.Statuses;
using AtsBridge.WriteBack;

namespace AtsBridge.Engine.Tests.WriteBack;

/// <summary>News of invites, over the real store: sent by delivery, moved by webhooks.</summary>
public sealed class WriteBackTests : IAsyncDisposable
{
    private const string Route = "engineering";

    private readonly ToldWorld _world = new();
    private readonly Outlet _outlet = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WhatWasSentAndWhatBecameOfItIsToldInOrderAndOnce()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a", "b");
        Assert.Equal(2, (await RunAsync()).Told);
        Assert.Equal(0, (await RunAsync()).Told);

        await _world.TellAsync($"{ToldWorld.Of("a")};Completed;5");
        await _world.WorkOffAsync();
        Assert.Equal(1, (await RunAsync()).Told);

        Assert.Equal([("a", InviteProgress.Sent), ("b", InviteProgress.Sent), ("a", InviteProgress.Completed)], _outlet.Told.Select(n => (n.Application, n.Progress)));
        Assert.Equal([Route], _outlet.Told.Select(n => n.Route).Distinct());
    }

    [Fact]
    public async Task SeveralChangesBeforeItIsToldAreOnePieceOfNews()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        await _world.TellAsync($"{ToldWorld.Of("a")};Completed;5");
        await _world.WorkOffAsync();

        await RunAsync();

        Assert.Equal(InviteProgress.Completed, Assert.Single(_outlet.Told).Progress);
    }

    [Fact]
    public async Task ARouteThatTellsNobodyOwesNothingAndWhatWasSentBeforeIsNoNews()
    {
        await TellsAsync("another");
        await _world.SendAsync("a");
        await TellsAsync(Route);
        Assert.Equal(0, (await RunAsync()).Told);

        await _world.SendAsync("b");
        await TellsAsync();
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task WhatHappensWhileItIsToldStaysOwed()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        _outlet.Meanwhile = async () =>
        {
            _outlet.Meanwhile = null;
            await _world.TellAsync($"{ToldWorld.Of("a")};Completed;5");
            await _world.WorkOffAsync();
        };

        await RunAsync();
        Assert.Equal(1, (await RunAsync()).Told);

        Assert.Equal([InviteProgress.Sent, InviteProgress.Completed], _outlet.Told.Select(n => n.Progress));
    }

    [Fact]
    public async Task WhatCantBeToldNowWaitsLongerEachTimeAndNoInviteWaitsForIt()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        _outlet.Fault = new(SourceFault.Unavailable, "it is down");
        Assert.Equal([$"{Route}: it is down"], (await RunAsync()).PutOff);
        await _world.SendAsync("b");
        Assert.Equal("Sent", await _world.StateAsync("b"));
        Assert.Single((await RunAsync()).PutOff);

        var waited = new List<int>();
        for (var minutes = 0; waited.Count < 4; minutes++)
        {
            _world.World.Time.Advance(TimeSpan.FromMinutes(1));
            if ((await DueAsync()).Any(o => o.News.Application == "a"))
            {
                waited.Add(minutes + 1);
                await RunAsync();
                minutes = -1;
            }
        }

        Assert.Equal([1, 2, 4, 8], waited);
        _outlet.Fault = null;
        _world.World.Time.Advance(TimeSpan.FromHours(7));
        Assert.Equal(2, (await RunAsync()).Told);
    }

    [Fact]
    public async Task WhatIsRefusedForGoodIsSaidAndWaitsForFurtherNews()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a", "b");
        _outlet.Refuses = n => n.Application == "a" ? "there is no such application" : null;

        var summary = await RunAsync();
        Assert.Equal((1, $"{Route}: there is no such application"), (summary.Told, Assert.Single(summary.Refused)));
        _world.World.Time.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await DueAsync());

        _outlet.Refuses = _ => null;
        await _world.TellAsync($"{ToldWorld.Of("a")};Completed;5");
        await _world.WorkOffAsync();
        Assert.Equal(1, (await RunAsync()).Told);
    }

    [Fact]
    public async Task TheAdapterIsToldOneByOne()
    {
        var reporter = new Reporter();
        var news = new InviteNews("r", "A", InviteProgress.Sent, "sent", _world.Start) { Route = Route, InterviewId = "i" };

        Assert.Equal([null, "no"], await new SourceOutlet(reporter).TellAsync(Route, [news, news with { Application = "B" }], TestContext.Current.CancellationToken));
    }

    private Task TellsAsync(params string[] routes) => _world.World.Store.WriteBack.SetRoutesAsync(routes, TestContext.Current.CancellationToken);

    private Task<WriteBackSummary> RunAsync() =>
        new WriteBackPass(_world.World.Store.WriteBack, new Dictionary<string, INewsOutlet>(StringComparer.Ordinal) { [Route] = _outlet }, _world.World.Time).RunAsync(TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<OwedNews>> DueAsync() => _world.World.Store.WriteBack.DueAsync(_world.World.Time.GetUtcNow(), 99, TestContext.Current.CancellationToken);

    private sealed class Outlet : INewsOutlet
    {
        internal List<InviteNews> Told { get; } = [];

        internal SourceException? Fault { get; set; }

        internal Func<InviteNews, string?> Refuses { get; set; } = _ => null;

        internal Func<Task>? Meanwhile { get; set; }

        public async Task<IReadOnlyList<string?>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            Told.AddRange(news.Where(n => Refuses(n) is null));
            await (Meanwhile?.Invoke() ?? Task.CompletedTask);
            return [.. news.Select(Refuses)];
        }
    }

    private sealed class Reporter : IInviteReporter
    {
        public string? CannotReport => null;

        public Task<string?> ReportAsync(InviteNews news, CancellationToken cancellationToken) => Task.FromResult(news.Application == "B" ? "no" : null);
    }
}
