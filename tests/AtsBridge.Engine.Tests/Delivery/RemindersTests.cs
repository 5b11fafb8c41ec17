using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

public sealed class RemindersTests
{
    private static readonly ReminderPolicy Policy = new(TimeSpan.FromDays(3), 2);
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    private static async Task<DeliveryWorld> SentAsync(params string[] keys)
    {
        var world = new DeliveryWorld();
        await world.AddAsync(keys);
        await world.DeliverAllAsync();
        world.Calls.Clear();
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs(call =>
        {
            world.Calls.Add((world.Time.GetUtcNow(), "again " + call.Arg<InviteReference>().Id.Split(':')[1]));
            return new ResendResult.Resent();
        });
        return world;
    }

    /// <summary>As the host does it: wishes and deliveries, a few times a day.</summary>
    private static async Task PassAsync(DeliveryWorld world, TimeSpan time, ReminderPolicy? policy)
    {
        var reminders = new Reminders(world.Store.Ledger, new RouteTable([Some.Route() with { Reminders = policy }]), world.Time);
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            world.Time.Advance(Step);
            await reminders.WishAsync(DeliveryWorld.Cancellation);
            await world.DeliverAsync();
        }
    }

    [Fact]
    public async Task AnUnansweredInviteIsSentAgainAsOftenAsTheRouteSaysAndEachTimeIsOnRecord()
    {
        await using var world = await SentAsync("A");
        var start = world.Time.GetUtcNow();
        await PassAsync(world, TimeSpan.FromDays(20), Policy);

        Assert.Equal([3, 6], world.Calls.Select(c => (int)Math.Round((c.At - start).TotalDays)));
        Assert.Equal(
            [AttemptKind.CreatePerson, AttemptKind.CreateInvite, AttemptKind.Remind, AttemptKind.Remind],
            (await world.AttemptsAsync("A")).Select(a => a.Kind));
        Assert.Equal((2, InviteState.Sent), ((await world.InviteAsync("A")).Delivery.Reminders, (await world.InviteAsync("A")).Delivery.State));
    }

    [Fact]
    public async Task WithoutAPolicyNobodyIsReminded()
    {
        await using var world = await SentAsync("A");
        await PassAsync(world, TimeSpan.FromDays(5), policy: null);
        Assert.Empty(world.Calls);
    }

    [Theory]
    [InlineData(InviteProgress.Completed)]
    [InlineData(InviteProgress.Archived)]
    [InlineData(InviteProgress.Reviewed)]
    public async Task WhoHasAnsweredOrCanAnswerNoMoreIsNotReminded(InviteProgress progress)
    {
        await using var world = await SentAsync("A");
        await ChangeAsync(world, "A", new DeliveryEvent.StatusSeen(world.Time.GetUtcNow(), new(progress, "word")));
        await PassAsync(world, TimeSpan.FromDays(5), Policy);
        Assert.Empty(world.Calls);
    }

    [Fact]
    public async Task AnExpiredInviteIsNotSentAgain()
    {
        await using var world = await SentAsync("A", "B");
        await ChangeAsync(world, "A", new DeliveryEvent.StatusSeen(world.Time.GetUtcNow(), new(InviteProgress.Sent, "sent", world.Time.GetUtcNow().AddDays(2))));
        await ChangeAsync(world, "B", new DeliveryEvent.StatusSeen(world.Time.GetUtcNow(), new(InviteProgress.Sent, "sent", world.Time.GetUtcNow().AddDays(5))));
        await PassAsync(world, TimeSpan.FromDays(12), Policy);
        Assert.Equal(["again B"], world.Calls.Select(c => c.What));
    }

    [Fact]
    public async Task APolicyThatIsAddedLaterDoesNotWriteToEverybodyOfLastYear()
    {
        await using var world = await SentAsync("A");
        world.Time.Advance(Policy.After + ReminderPolicy.Grace);
        await PassAsync(world, TimeSpan.FromDays(9), Policy);
        Assert.Empty(world.Calls);
    }

    [Fact]
    public async Task AReminderThatMayHaveGoneOutIsNotSentOnceMoreAndCounts()
    {
        await using var world = await SentAsync("A");
        world.Sink.Configure().ResendAsync(default!, default!, default).ReturnsForAnyArgs<ResendResult>(_ =>
        {
            world.Calls.Add((world.Time.GetUtcNow(), "again"));
            throw new SinkException(SinkFault.Ambiguous, "cut off");
        });
        await PassAsync(world, TimeSpan.FromDays(20), Policy);
        Assert.Equal(2, world.Calls.Count);
    }

    [Fact]
    public async Task APersonWithTwoInvitesGetsOneMessageADay()
    {
        await using var world = await SentAsync("A", "B");
        // Both are invites of one person at the sink.
        var b = await world.InviteAsync("B");
        await world.Store.Ledger.ChangeAsync(b with { Delivery = b.Delivery with { PersonReference = (await world.InviteAsync("A")).Delivery.PersonReference } }, world.Time.GetUtcNow(), DeliveryWorld.Cancellation);
        await PassAsync(world, TimeSpan.FromDays(4.5), new(TimeSpan.FromDays(3), 1));

        Assert.Equal(2, world.Calls.Count);
        Assert.True(world.Calls[1].At - world.Calls[0].At >= DeliveryPolicy.BetweenResends, $"{world.Calls[0].At} {world.Calls[1].At}");

        var refused = await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: false, DeliveryWorld.Cancellation);
        Assert.False(refused.Done);
        Assert.Contains("--insist", refused.Words);
        Assert.True((await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: true, DeliveryWorld.Cancellation)).Done);
        Assert.Equal(3, world.Calls.Count);
    }

    [Fact]
    public async Task APausedRouteRemindsNobodyAndDropsNothing()
    {
        await using var world = await SentAsync("A");
        await world.Store.Ledger.PauseAsync(new(PauseScope.Route, Some.Route().Name, world.Time.GetUtcNow(), null), DeliveryWorld.Cancellation);
        await PassAsync(world, TimeSpan.FromDays(4), Policy);
        Assert.Empty(world.Calls);
        Assert.False((await world.Acts.ResendAsync((await world.InviteAsync("A")).Id, world.Configured, insist: true, DeliveryWorld.Cancellation)).Done);

        await world.Store.Ledger.ResumeAsync(PauseScope.Route, Some.Route().Name, DeliveryWorld.Cancellation);
        await PassAsync(world, TimeSpan.FromHours(1), Policy);
        Assert.Equal(["again A"], world.Calls.Select(c => c.What));
    }

    private static async Task ChangeAsync(DeliveryWorld world, string key, DeliveryEvent happened)
    {
        var invite = await world.InviteAsync(key);
        var (state, _) = DeliveryStep.Step(invite.Delivery, happened, world.Policy);
        Assert.True(await world.Store.Ledger.ChangeAsync(invite with { Delivery = state }, world.Time.GetUtcNow(), DeliveryWorld.Cancellation));
    }
}
