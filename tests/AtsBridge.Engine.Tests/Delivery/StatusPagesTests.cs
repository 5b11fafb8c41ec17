using System.Globalization;
using AtsBridge.Delivery;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>A sink that lists its invites is asked for pages, as long as that is cheaper than asking one by one.</summary>
public sealed class StatusPagesTests
{
    private const int PageSize = 10;
    private static readonly InviteStatus Completed = new(InviteProgress.Completed, "done");

    /// <summary>Invites of ours, and between them those of others, as the sink lists them.</summary>
    private static async Task<(DeliveryWorld World, List<string> Asked)> WorldAsync(int ours, int strangers, bool lists = true)
    {
        var world = new DeliveryWorld();
        var sink = Substitute.For<IInviteSink, IInviteListing>();
        await world.AddAsync([.. Enumerable.Range(0, ours).Select(i => string.Create(CultureInfo.InvariantCulture, $"A{i:000}"))]);
        await world.DeliverAllAsync();
        world.Time.Advance(TimeSpan.FromHours(2));
        world.Sink = lists ? sink : Substitute.For<IInviteSink>();
        var references = (await world.InvitesAsync()).Select(i => i.Delivery.InviteReference!)
            .Concat(Enumerable.Range(0, strangers).Select(i => $"stranger {i}")).Order(StringComparer.Ordinal).ToList();
        var asked = new List<string>();
        world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs(_ =>
        {
            asked.Add("one");
            return Completed;
        });
        ((IInviteListing)sink).Configure().ListAsync(default!, default, default).ReturnsForAnyArgs(call =>
        {
            asked.Add("page");
            return new InvitePage(
                references.Chunk(PageSize).ElementAtOrDefault(call.Arg<int>() - 1)?.ToDictionary(r => new InviteReference(r), _ => Completed) ?? [],
                (references.Count + PageSize - 1) / PageSize);
        });
        return (world, asked);
    }

    private static Task<(int Asked, int Moved)> RefreshAsync(DeliveryWorld world, int most = 100, StatusRefresh? refresh = null) =>
        (refresh ?? Refresh(world)).RefreshAsync(world.Configured, TimeSpan.FromHours(1), most, DeliveryWorld.Cancellation);

    private static StatusRefresh Refresh(DeliveryWorld world) => new(world.Store.Delivery, world.Store.Statuses, world.Clocks);

    [Fact]
    public async Task ManyOfOneInterviewCostAFewPages()
    {
        var (world, asked) = await WorldAsync(ours: 35, strangers: 10);
        await using (world)
        {
            Assert.Equal((35, 35), await RefreshAsync(world));
            Assert.Equal(4, asked.Count(a => a == "page"));
            Assert.All(asked, a => Assert.Equal("page", a));
            Assert.Equal((0, 0), await RefreshAsync(world));
        }
    }

    [Fact]
    public async Task WhereStrangersFillThePagesAskingOneByOneIsCheaper()
    {
        var (world, asked) = await WorldAsync(ours: 3, strangers: 500);
        await using (world)
        {
            Assert.Equal((3, 3), await RefreshAsync(world));
            Assert.InRange(asked.Count, 1, 4);
        }
    }

    [Fact]
    public async Task OneOfAnInterviewIsAskedForByItself()
    {
        var (world, asked) = await WorldAsync(ours: 1, strangers: 5);
        await using (world)
        {
            Assert.Equal((1, 1), await RefreshAsync(world));
            Assert.Equal(["one"], asked);
        }
    }

    [Fact]
    public async Task NoMoreRequestsAreMadeThanAllowed()
    {
        var (world, asked) = await WorldAsync(ours: 50, strangers: 0);
        await using (world)
        {
            var refresh = Refresh(world);
            Assert.Equal((20, 20), await RefreshAsync(world, most: 2, refresh));
            Assert.Equal(2, asked.Count);
            Assert.Equal((30, 30), await RefreshAsync(world, most: 3, refresh));
        }
    }

    [Fact]
    public async Task APageThatFailsLeavesThemToBeAskedOneByOne()
    {
        var (world, asked) = await WorldAsync(ours: 3, strangers: 0);
        await using (world)
        {
            ((IInviteListing)world.Sink).Configure().ListAsync(default!, default, default).ReturnsForAnyArgs<InvitePage>(_ => throw new SinkException(SinkFault.Transient, "x"));
            Assert.Equal((3, 3), await RefreshAsync(world));
            Assert.Equal(["one", "one", "one"], asked);
        }
    }

    [Fact]
    public async Task AWebhookThatIsQuickerStands()
    {
        var (world, _) = await WorldAsync(ours: 2, strangers: 0);
        await using (world)
        {
            var quick = (await world.InvitesAsync())[0];
            ((IInviteListing)world.Sink).Configure().ListAsync(default!, default, default).ReturnsForAnyArgs(async _ =>
            {
                var (state, _) = DeliveryStep.Step(quick.Delivery, new DeliveryEvent.StatusSeen(world.Time.GetUtcNow(), new(InviteProgress.Hired, "hired")), world.Policy);
                Assert.True(await world.Store.Ledger.ChangeAsync(quick with { Delivery = state }, world.Time.GetUtcNow(), DeliveryWorld.Cancellation));
                return new InvitePage((await world.InvitesAsync()).ToDictionary(i => new InviteReference(i.Delivery.InviteReference!), _ => Completed), 1);
            });
            Assert.Equal((2, 1), await RefreshAsync(world));
            Assert.Equal([InviteState.Completed, InviteState.Hired], (await world.InvitesAsync()).Select(i => i.Delivery.State).Order());
        }
    }

    [Theory]
    [InlineData(5, "page", 5)]
    [InlineData(2, "one", 1)]
    public async Task WhatIsAnsweredOfAnInviteThatTwoApplicationsShareIsWrittenToBoth(int ours, string by, int most)
    {
        var (world, asked) = await WorldAsync(ours, strangers: 0);
        await using (world)
        {
            await ShareAsync(world);

            Assert.Equal((ours, ours), await RefreshAsync(world));
            Assert.All(asked, a => Assert.Equal(by, a));
            Assert.InRange(asked.Count, 1, most);
            Assert.All(await world.InvitesAsync(), i => Assert.Equal(InviteState.Completed, i.Delivery.State));
            Assert.Equal((0, 0), await RefreshAsync(world));
        }
    }

    /// <summary>Or the one that was not written would stand in front of all others in every round.</summary>
    [Fact]
    public async Task AQuestionThatFailsCountsForBothApplicationsThatShareAnInvite()
    {
        var (world, asked) = await WorldAsync(ours: 2, strangers: 0);
        await using (world)
        {
            await ShareAsync(world);
            world.Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs<InviteStatus?>(_ => throw new SinkException(SinkFault.Transient, "x"));

            Assert.Equal((2, 0), await RefreshAsync(world));
            Assert.Equal((0, 0), await RefreshAsync(world));
            Assert.Empty(asked);
        }
    }

    /// <summary>The first application's invite was adopted for the second as well: at the platform both are one person.</summary>
    private static async Task ShareAsync(DeliveryWorld world)
    {
        var invites = (await world.InvitesAsync()).OrderBy(i => i.Id).Take(2).ToList();
        var second = invites[1] with { Delivery = invites[1].Delivery with { InviteReference = invites[0].Delivery.InviteReference } };
        Assert.True(await world.Store.Ledger.ChangeAsync(second, world.Time.GetUtcNow(), DeliveryWorld.Cancellation));
    }
}
