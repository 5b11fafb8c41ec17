using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Sync;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Tests;

/// <summary>A row that can't be read stands in nobody's way, and nothing of it is written over.</summary>
public sealed class PoisonTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"Channels\": [\"carrier pigeon\"]}")]
    [InlineData("{")]
    [InlineData("null")]
    public async Task ItIsParkedForAPersonAndTheQueueMovesOn(string request)
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1", World.Start.AddDays(-1))), World.Sealed("2", World.Invite("2")));
        Run($"UPDATE invite SET request = '{request}' WHERE id = 1");

        var policy = new DeliveryPolicy();
        var claim = await _store.Open.Delivery.ClaimAsync("gather", World.Start, [], policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(World.Start), policy), Cancellation);
        Assert.Equal("2", Assert.IsType<Claim.Work>(claim).Invite.ApplicationKey);

        var parked = (await _store.Open.Ledger.FindAsync(1, Cancellation))!;
        Assert.Equal(InviteState.NeedsReview, parked.Delivery.State);
        Assert.Contains("can't be read", parked.Delivery.Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await _store.Open.Ledger.ListAsync(new InviteFilter(), Cancellation)).Count);

        using var clocks = new DeliveryClocks(_store.Open.Delivery, _store.Time, "one start", beside: true);
        var acts = new InviteActs(_store.Open.Ledger, _store.Open.Delivery, _store.Time, clocks);
        Assert.False((await acts.RetryAsync(1, Cancellation)).Done);
        Assert.Equal(request, Read("SELECT request FROM invite WHERE id = 1"));
    }

    /// <summary>Its person may become known by a corrected address: nobody gets a second invite by that one, and the row stays as it is.</summary>
    [Fact]
    public async Task WhatItsPersonIsKnownByLaterIsKeptBesideIt()
    {
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        Run("UPDATE invite SET request = '{', identities = '[broken' WHERE id = 1");
        var parked = (await _store.Open.Ledger.FindAsync(1, Cancellation))!;

        await using var session = await _store.Open.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation);
        await using (var seal = await session.BeginSealAsync(Cancellation))
        {
            await seal.KnowAsync([parked with { Identities = ["e:NEW@EXAMPLE.COM"] }], Cancellation);
            await seal.CommitAsync(Cancellation);
        }

        Assert.Equal("[broken", Read("SELECT identities FROM invite WHERE id = 1"));
        Assert.Equal("interview-1", Read("SELECT interview_id FROM invite_identity WHERE identity = 'e:NEW@EXAMPLE.COM'"));
    }

    [Fact]
    public async Task OneThatRanOutIsParkedToo()
    {
        var sent = World.Invite("1") with { Delivery = new() { State = InviteState.Sent, InviteReference = "i-1", ExpiresAt = World.Start } };
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, World.Sealed("1", sent));
        Run("UPDATE invite SET request = '{' WHERE id = 1");

        Task<int> ExpireAsync() => _store.Open.Statuses.ExpireAsync("gather", World.Start, s => DeliveryStep.Step(s, new DeliveryEvent.ExpiryPassed(World.Start), new()).State, 10, Cancellation);
        Assert.Equal(1, await ExpireAsync());
        Assert.Equal(0, await ExpireAsync());
        Assert.Equal(InviteState.NeedsReview, (await _store.Open.Ledger.FindAsync(1, Cancellation))!.Delivery.State);
        Assert.Equal("{", Read("SELECT request FROM invite WHERE id = 1"));
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"{_store.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private string? Read(string sql)
    {
        using var connection = new SqliteConnection($"{_store.ConnectionString};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (string?)command.ExecuteScalar();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
