using AtsBridge.Told;

namespace AtsBridge.Storage.Tests;

/// <summary>What every store must do for what systems tell by webhook.</summary>
public abstract class ToldStoreContract
{
    protected abstract AtsBridgeStore Store { get; }

    protected abstract Task RestartAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADeliveryWaitsOnceForEachSourceAndSurvivesARestart()
    {
        Assert.True(await ReceiveAsync("acme", "d1", "A"));
        Assert.False(await ReceiveAsync("acme", "d1", "A"));
        Assert.True(await ReceiveAsync("other", "d1", "B"));
        await RestartAsync();
        Assert.False(await ReceiveAsync("acme", "d1", "A"));

        Assert.Equal(["A"], await WaitingAsync("acme"));
        Assert.Equal(["B"], await WaitingAsync("other"));
    }

    [Fact]
    public async Task WhatWaitsComesInItsOrderAndAsItWasTold()
    {
        var told = new ToldEvent(0, "candidate_moved", [new() { Position = new("webhook"), ApplicationId = "007", Stage = "Köln", Status = "", Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["Region"] = "北" } }], ["x/y", "A"], World.Start.AddMilliseconds(7));
        await Store.Told.ReceiveAsync("acme", "d1", told, Cancellation);
        foreach (var i in Enumerable.Range(2, 5))
        {
            await ReceiveAsync("acme", $"d{i}", $"{i}");
        }

        var waiting = await Store.Told.WaitingAsync("acme", 3, Cancellation);

        Assert.Equal(["2", "3"], waiting.Skip(1).Select(w => w.ToRead.Single()));
        Assert.Equal((told.Event, told.ReceivedAt, "x/y A"), (waiting[0].Event, waiting[0].ReceivedAt, string.Join(' ', waiting[0].ToRead)));
        var record = Assert.Single(waiting[0].Records);
        // What was not said is null still, and what was said empty is empty.
        Assert.Equal(("007", "Köln", "", null, "北"), (record.ApplicationId, record.Stage, record.Status, record.Email, record.Attributes["Region"]));
    }

    [Fact]
    public async Task WhatIsForgottenIsGoneAndMayComeAgain()
    {
        await ReceiveAsync("acme", "d1", "A");
        await ReceiveAsync("acme", "d2", "B");
        await Store.Told.ForgetAsync([(await Store.Told.WaitingAsync("acme", 1, Cancellation))[0].Id], Cancellation);

        Assert.Equal(["B"], await WaitingAsync("acme"));
        Assert.True(await ReceiveAsync("acme", "d1", "A"));
        Assert.Equal(["B", "A"], await WaitingAsync("acme"));
    }

    private Task<bool> ReceiveAsync(string source, string delivery, string id) => Store.Told.ReceiveAsync(source, delivery, new(0, "moved", [], [id], World.Start), Cancellation);

    private async Task<IEnumerable<string>> WaitingAsync(string source) => (await Store.Told.WaitingAsync(source, 99, Cancellation)).SelectMany(w => w.ToRead);
}
