using AtsBridge.Delivery;
using AtsBridge.Sync;
using AtsBridge.WriteBack;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must keep of news: owed, told, refused.</summary>
public abstract class NewsStoreContract
{
    private const string Other = "support";

    protected abstract AtsBridgeStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsOwedToldAndRefusedIsListedTheNewestInvitesFirst()
    {
        await SendAsync("1", "2", "3", "4");
        await StandAsync();

        Assert.Equal(
        [
            "4 Owed 0 tried  next  ", "3 Owed 1 tried 0 next 5 it is down", "2 Refused 1 tried 0 next  there is no 2", "1 Told 1 tried 0 next  ",
        ], Shown(await Store.WriteBack.ListAsync(new(), Cancellation)));
        Assert.Equal([(NewsState.Owed, 2L), (NewsState.Told, 1L), (NewsState.Refused, 1L)], (await Store.WriteBack.CountAsync(new(), Cancellation)).Select(c => (c.Key, c.Value)));
        var entry = (await Store.WriteBack.ListAsync(new(), Cancellation))[^1];
        Assert.Equal(("engineering", "acme", "1", InviteProgress.Sent, "sent"), (entry.Route, entry.Source, entry.Application, entry.Progress, entry.Word));
    }

    [Theory]
    [InlineData("Refused", null, null, null, 9, "2")]
    [InlineData("Told", null, null, null, 9, "1")]
    [InlineData("Told Owed", null, null, null, 9, "4 3 1")]
    [InlineData("", "engineering", null, null, 9, "3 2 1")]
    [InlineData("", Other, null, null, 9, "4")]
    [InlineData("Refused", Other, null, null, 9, "")]
    [InlineData("", null, "acme", null, 9, "4 3 2 1")]
    [InlineData("", null, "other", null, 9, "")]
    [InlineData("", null, null, "3 1 99", 9, "3 1")]
    [InlineData("Owed", "engineering", "acme", "3 1 4", 9, "3")]
    [InlineData("", null, null, null, 3, "4 3 2")]
    [InlineData("Owed", null, null, null, 1, "4")]
    public async Task AFilterChoosesAndALimitEndsTheList(string states, string? route, string? source, string? invites, int limit, string found)
    {
        await SendAsync("1", "2", "3", "4");
        await StandAsync();
        var filter = new NewsFilter
        {
            States = [.. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<NewsState>)], Route = route, Source = source,
            Invites = [.. (invites ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], Limit = limit,
        };

        Assert.Equal(found, string.Join(' ', (await Store.WriteBack.ListAsync(filter, Cancellation)).Select(n => n.InviteId)));
        var counts = await Store.WriteBack.CountAsync(filter with { Limit = 1 }, Cancellation);
        var counted = counts.Where(c => filter.States.Count == 0 || filter.States.Contains(c.Key)).Sum(c => c.Value);
        Assert.Equal((await Store.WriteBack.ListAsync(filter with { Limit = 9 }, Cancellation)).Count, counted);
    }

    [Fact]
    public async Task WhatIsToldAgainIsDueAtOnceAsIfItHadNeverBeenTried()
    {
        await SendAsync("1", "2", "3", "4");
        await StandAsync();
        Assert.Equal([4L], (await DueAsync()).Select(o => o.InviteId));

        var listed = (await Store.WriteBack.ListAsync(new() { Invites = [1, 2, 3] }, Cancellation)).ToDictionary(n => n.InviteId);
        Assert.Equal([2L, 1L, 3L], await Store.WriteBack.RetryAsync([listed[2], listed[2] with { InviteId = 99 }, listed[1], listed[3]], World.Start, Cancellation));

        Assert.Equal([(1L, 0), (2L, 0), (3L, 0), (4L, 0)], (await DueAsync()).Select(o => (o.InviteId, o.Tries)).Order());
        Assert.Equal([(NewsState.Owed, 4L), (NewsState.Told, 0L), (NewsState.Refused, 0L)], (await Store.WriteBack.CountAsync(new(), Cancellation)).Select(c => (c.Key, c.Value)));
        Assert.Contains("there is no 2", Shown(await Store.WriteBack.ListAsync(new() { Invites = [2] }, Cancellation))[0], StringComparison.Ordinal);
    }

    /// <summary>A person thinks it over while the host goes on telling.</summary>
    [Fact]
    public async Task WhatWasToldAfterItWasListedIsNotToldAgain()
    {
        await SendAsync("1", "2");
        var listed = await Store.WriteBack.ListAsync(new(), Cancellation);
        await Store.WriteBack.ToldAsync([(await DueAsync())[0]], World.Start, Cancellation);

        Assert.Equal([2L], await Store.WriteBack.RetryAsync(listed, World.Start, Cancellation));
        Assert.Equal([2L], (await DueAsync()).Select(o => o.InviteId));
    }

    [Fact]
    public async Task FurtherNewsAreOwedWhateverBecameOfTheLastAndAnAnswerToTheLastIsNoneToThem()
    {
        await SendAsync("1", "2");
        var due = await DueAsync();
        await Store.WriteBack.ToldAsync([due[0]], World.Start, Cancellation);
        await Store.WriteBack.PutOffAsync(due[1], World.Start, null, "no", Cancellation);
        foreach (var id in new[] { 1L, 2L })
        {
            await ChangeAsync(id, d => d with { State = InviteState.Completed });
        }

        Assert.Equal(["2 Owed 0 tried  next  ", "1 Owed 0 tried  next  "], Shown(await Store.WriteBack.ListAsync(new(), Cancellation)));
        await Store.WriteBack.ToldAsync(due, World.Start, Cancellation);
        await Store.WriteBack.PutOffAsync(due[1], World.Start, null, "no", Cancellation);
        Assert.Equal(["2 Owed 0 tried  next  ", "1 Owed 0 tried  next  "], Shown(await Store.WriteBack.ListAsync(new(), Cancellation)));
    }

    [Fact]
    public async Task WhatWasRefusedIsCountedByRoute()
    {
        await SendAsync("1", "2", "3", "4");
        Assert.Empty(await Store.Standing.RefusedNewsAsync(Cancellation));
        foreach (var owed in await DueAsync())
        {
            await Store.WriteBack.PutOffAsync(owed, World.Start, owed.InviteId == 3 ? World.Start.AddHours(1) : null, "no", Cancellation);
        }

        Assert.Equal([("engineering", 2L), (Other, 1L)], (await Store.Standing.RefusedNewsAsync(Cancellation)).Select(r => (r.Key, r.Value)).Order());
    }

    [Fact]
    public async Task ARouteThatTellsNobodyAnyMoreHasNoNews()
    {
        await SendAsync("1", "4");
        await StandAsync();
        await Store.WriteBack.SetRoutesAsync([Other], Cancellation);

        Assert.Equal([Other], (await Store.WriteBack.ListAsync(new(), Cancellation)).Select(n => n.Route));
    }

    /// <summary>Invites that were sent; the fourth by another route.</summary>
    private async Task SendAsync(params string[] keys)
    {
        await Store.WriteBack.SetRoutesAsync(["engineering", Other], Cancellation);
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, [.. keys.Select(k => World.Sealed(k, World.Invite(k) with { Route = k == "4" ? Other : "engineering" }))]);
        for (var id = 1L; id <= keys.Length; id++)
        {
            await ChangeAsync(id, d => d with { State = InviteState.Sent, InviteReference = "i" });
        }
    }

    /// <summary>The first is told, the second refused, the third put off.</summary>
    private async Task StandAsync()
    {
        foreach (var owed in await DueAsync())
        {
            await (owed.InviteId switch
            {
                1 => Store.WriteBack.ToldAsync([owed], World.Start, Cancellation),
                2 => Store.WriteBack.PutOffAsync(owed, World.Start, null, "there is no 2", Cancellation),
                3 => Store.WriteBack.PutOffAsync(owed, World.Start, World.Start.AddMinutes(5), "it is down", Cancellation),
                _ => Task.CompletedTask,
            });
        }
    }

    private async Task ChangeAsync(long id, Func<DeliveryState, DeliveryState> change)
    {
        var invite = (await Store.Ledger.FindAsync(id, Cancellation))!;
        Assert.True(await Store.Ledger.ChangeAsync(invite with { Delivery = change(invite.Delivery) }, World.Start, Cancellation));
    }

    private Task<IReadOnlyList<OwedNews>> DueAsync() => Store.WriteBack.DueAsync(World.Start, 99, Cancellation);

    private static List<string> Shown(IEnumerable<NewsEntry> news) =>
        [.. news.Select(n => FormattableString.Invariant($"{n.InviteId} {n.State} {n.Tries} tried {(n.TriedAt - World.Start)?.TotalMinutes} next {(n.NotBefore - World.Start)?.TotalMinutes} {n.Fault}"))];
}
