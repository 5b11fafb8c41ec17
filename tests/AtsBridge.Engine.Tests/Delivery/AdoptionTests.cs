using AtsBridge.Delivery;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>A sink that says "exists" is asked by whom it knows the person: first by the address, then by our reference.</summary>
public sealed class AdoptionTests
{
    private static async Task<DeliveryWorld> ExistingAsync(Func<InviteRequest, FindResult> find)
    {
        var world = new DeliveryWorld();
        await world.AddAsync("A");
        world.Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(call => call.Arg<InviteRequest>() is { PersonReference: null }
            ? Task.FromResult<CreateResult>(new CreateResult.PersonExists())
            : world.Create(call.Arg<InviteRequest>()));
        world.Finder.Configure().FindAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            var request = call.Arg<InviteRequest>();
            world.Calls.Add((world.Time.GetUtcNow(), request.Email is null ? "find by reference" : "find"));
            return find(request);
        });
        return world;
    }

    [Fact]
    public async Task APersonWhomARecruiterMadeByHandIsFoundByTheAddress()
    {
        await using var world = await ExistingAsync(_ => new FindResult.Person("by hand"));
        await world.DeliverAllAsync();
        Assert.Equal("find, invite A", world.Made);
        Assert.Equal(("by hand", InviteState.Sent), ((await world.InviteAsync("A")).Delivery.PersonReference, (await world.InviteAsync("A")).Delivery.State));
    }

    [Fact]
    public async Task APersonWhoHasAnotherAddressThereIsFoundByOurReference()
    {
        await using var world = await ExistingAsync(r => r.Email is null ? new FindResult.Person("ours") : new FindResult.Nothing());
        await world.DeliverAllAsync();
        Assert.Equal("find, find by reference, invite A", world.Made);
        Assert.Equal("ours", (await world.InviteAsync("A")).Delivery.PersonReference);
    }

    [Fact]
    public async Task WhoIsShownByNeitherIsForAPersonToLookAt()
    {
        await using var world = await ExistingAsync(_ => new FindResult.Nothing());
        await world.DeliverAllAsync();
        Assert.Equal("find, find by reference", world.Made);
        Assert.Equal(InviteState.NeedsReview, (await world.InviteAsync("A")).Delivery.State);
    }
}
