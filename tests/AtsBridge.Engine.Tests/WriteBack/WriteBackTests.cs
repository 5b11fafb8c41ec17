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

    /// <summary>What was refused is not what is owed any more.</summary>
    [Fact]
    public async Task WhatHappensWhileItIsRefusedStaysOwed()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        _outlet.Refuses = n => n.Progress == InviteProgress.Sent ? "no" : null;
        _outlet.Meanwhile = async () =>
        {
            _outlet.Meanwhile = null;
            await _world.TellAsync($"{ToldWorld.Of("a")};Completed;5");
            await _world.WorkOffAsync();
        };

        await RunAsync();

        Assert.Equal(1, (await RunAsync()).Told);
        Assert.Equal(InviteProgress.Completed, Assert.Single(_outlet.Told).Progress);
    }

    [Fact]
    public async Task WhatCantBeToldNowWaitsLongerEachTimeAndNoInviteWaitsForIt()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        _outlet.Fault = "it is down";
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
    public async Task AfterSixteenTriesItIsForAPerson()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        _outlet.Fault = "it is down";
        for (var tries = 0; tries < 16; tries++)
        {
            Assert.Single(await DueAsync());
            await RunAsync();
            _world.World.Time.Advance(TimeSpan.FromHours(6));
        }

        _world.World.Time.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await DueAsync());
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
    public async Task OneThatItsSystemStumblesOverKeepsNobodyElseFromBeingTold()
    {
        var reporter = new Reporter();

        var answers = await new SourceOutlet(reporter).TellAsync(Route, News("A", "fault", "refused", "B"), TestContext.Current.CancellationToken);

        Assert.Equal([new NewsAnswer.Told(), new NewsAnswer.Later("it is down"), new NewsAnswer.Refused("no"), new NewsAnswer.Told()], answers);
        Assert.Equal(["A", "fault", "refused", "B"], reporter.Asked);
    }

    [Fact]
    public async Task ASystemThatIsDownIsNotAskedForEveryone()
    {
        var reporter = new Reporter();

        var answers = await new SourceOutlet(reporter).TellAsync(Route, News("A", "fault", "fault", "fault", "B", "C"), TestContext.Current.CancellationToken);

        Assert.Equal([new NewsAnswer.Told(), .. Enumerable.Repeat<NewsAnswer>(new NewsAnswer.Later("it is down"), 5)], answers);
        Assert.Equal(4, reporter.Asked.Count);
    }

    /// <summary>Faults between others that are told are theirs, and not the system's.</summary>
    [Fact]
    public async Task FaultsThatAreNotInARowKeepNobodyFromBeingTold()
    {
        var reporter = new Reporter();

        var answers = await new SourceOutlet(reporter).TellAsync(Route, News("fault", "fault", "A", "fault", "B"), TestContext.Current.CancellationToken);

        Assert.Equal(new NewsAnswer.Told(), answers[^1]);
        Assert.Equal(5, reporter.Asked.Count);
    }

    [Fact]
    public async Task WhatASettingIsMissingForWaitsForIt()
    {
        var reporter = new Reporter { CannotReport = "Set WriteBack." };

        Assert.Equal([new NewsAnswer.Later("Set WriteBack.")], await new SourceOutlet(reporter).TellAsync(Route, News("A"), TestContext.Current.CancellationToken));
        Assert.Empty(reporter.Asked);
    }

    /// <summary>Its adapter could not be made this time.</summary>
    [Fact]
    public async Task WhatARouteOwesThatHasNoOutletNowIsNotForgotten()
    {
        await TellsAsync(Route);
        await _world.SendAsync("a");
        var others = new Dictionary<string, INewsOutlet>(StringComparer.Ordinal) { ["another"] = _outlet };

        await new WriteBackPass(_world.World.Store.WriteBack, others, _world.World.Time).RunAsync(TestContext.Current.CancellationToken);

        _world.World.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await RunAsync()).Told);
    }

    private InviteNews[] News(params string[] applications) =>
        [.. applications.Select(a => new InviteNews("r", a, InviteProgress.Sent, "sent", _world.Start) { Route = Route, InterviewId = "i" })];

    private Task TellsAsync(params string[] routes) => _world.World.Store.WriteBack.SetRoutesAsync(routes, TestContext.Current.CancellationToken);

    private Task<WriteBackSummary> RunAsync() =>
        new WriteBackPass(_world.World.Store.WriteBack, new Dictionary<string, INewsOutlet>(StringComparer.Ordinal) { [Route] = _outlet }, _world.World.Time).RunAsync(TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<OwedNews>> DueAsync() => _world.World.Store.WriteBack.DueAsync(_world.World.Time.GetUtcNow(), 99, TestContext.Current.CancellationToken);

    private sealed class Outlet : INewsOutlet
    {
        internal List<InviteNews> Told { get; } = [];

        internal string? Fault { get; set; }

        internal Func<InviteNews, string?> Refuses { get; set; } = _ => null;

        internal Func<Task>? Meanwhile { get; set; }

        public async Task<IReadOnlyList<NewsAnswer>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken)
        {
            if (Fault is { } fault)
            {
                return [.. news.Select(_ => new NewsAnswer.Later(fault))];
            }

            Told.AddRange(news.Where(n => Refuses(n) is null));
            await (Meanwhile?.Invoke() ?? Task.CompletedTask);
            return [.. news.Select(n => Refuses(n) is { } reason ? (NewsAnswer)new NewsAnswer.Refused(reason) : new NewsAnswer.Told())];
        }
    }

    private sealed class Reporter : IInviteReporter
    {
        public string? CannotReport { get; init; }

        internal List<string> Asked { get; } = [];

        public Task<string?> ReportAsync(InviteNews news, CancellationToken cancellationToken)
        {
            Asked.Add(news.Application);
            return news.Application == "fault"
                ? Task.FromException<string?>(new SourceException(SourceFault.Unavailable, "it is down"))
                : Task.FromResult(news.Application == "refused" ? "no" : null);
        }
    }
}
