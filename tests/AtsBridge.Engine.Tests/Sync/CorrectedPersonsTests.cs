using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A person whose address or candidate id is corrected is still the one who has the invite.</summary>
public sealed class CorrectedPersonsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoHasTheCorrectedAddressAtAnotherApplicationIsNoStranger(bool sent)
    {
        await using var world = await InvitedAsync();
        if (sent)
        {
            await world.SendAllAsync();
        }

        await world.SyncAsync(Row("A", "Interview", email: "john@example.com"), Row("B", email: "john@example.com"));
        await world.SyncAsync(Row("A", "Interview", email: "john@example.com"), Row("B", "Interview", email: "john@example.com"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task AlsoWhereBothHappenInOneSet()
    {
        await using var world = await InvitedAsync();

        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"));

        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task AndInLaterSetsOfOnePass()
    {
        await using var world = await InvitedAsync();
        world.Source.Sets.Add([Page(Row("A", "Interview", candidate: "P"), Row("B", candidate: "P"))]);

        await world.SyncAsync(Row("A", "Offer", candidate: "P"), Row("B", "Interview", candidate: "P"));

        Assert.Equal("B", await world.InvitedAsync());
    }

    /// <summary>What the first one is known by in the end goes free with it.</summary>
    [Fact]
    public async Task WhoLeavesUnsentLeavesRoomUnderTheCorrectedAddressToo()
    {
        await using var world = await InvitedAsync();
        await world.SyncAsync(Row("A", "Interview", email: "john@example.com"), Row("B", "Interview", email: "john@example.com"));
        Assert.Equal("A", await world.InvitedAsync());

        await world.SyncAsync(Row("A", "Offer", email: "john@example.com"), Row("B", "Interview", email: "john@example.com"));

        Assert.Equal("B", await world.InvitedAsync());
    }

    [Fact]
    public async Task TwoWhoTurnOutToBeOneKeepWhatTheyHave()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        await world.SyncAsync(Row("A", "Interview"), Row("B", "Interview"));

        await world.SyncAsync(Row("A", "Interview", candidate: "P"), Row("B", "Interview", candidate: "P"));

        Assert.Equal("A B", await world.InvitedAsync());
    }

    private static async Task<SyncWorld> InvitedAsync()
    {
        var world = new SyncWorld();
        await world.SyncAsync(Row("A", email: "jon@example.com"), Row("B"));
        await world.SyncAsync(Row("A", "Interview", email: "jon@example.com"), Row("B"));
        Assert.Equal("A", await world.InvitedAsync());
        return world;
    }
}
