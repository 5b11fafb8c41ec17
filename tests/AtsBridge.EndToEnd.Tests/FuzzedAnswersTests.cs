using AtsBridge.Delivery;
using AtsBridge.EndToEnd.Tests.Fuzz;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Ledger;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>
/// Real delivery, real client, real store; and a platform whose answers are wrong in every way that is not a lie. Nobody is invited
/// twice, nothing crashes or hangs, and everybody ends in a state with a reason.
/// </summary>
public sealed class FuzzedAnswersTests(ITestOutputHelper output)
{
    private const int People = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WhateverThePlatformAnswersNobodyIsInvitedTwiceAndEverybodyEndsWithAReason(int seed)
    {
        await using var trial = await Trial.StartAsync();
        await using var bridge = FuzzedBridge.Open(trial, seed);
        trial.Export(Row.Many("A-", People, "Applied"));
        await bridge.SyncAsync();
        trial.Export(Row.Many("A-", People, "Interview"));
        await bridge.SyncAsync();

        for (var i = 0; i < 4; i++)
        {
            await bridge.DeliverAllAsync();
            await CheckAsync(trial, bridge);
            // What an operator must not do without looking, and may: what was refused was not carried out, and what can't be told is looked up.
            await bridge.RetryAsync(InviteState.Rejected);
            await bridge.RetryAsync(InviteState.NeedsReview);
        }

        Assert.True(bridge.Wire.Done.Count >= 8 && bridge.Wire.Done.Values.Sum() >= 2 * People, "too little was fuzzed to prove anything");
        bridge.Wire.Share = 0;
        await bridge.DeliverAllAsync();
        await CheckAsync(trial, bridge);
    }

    private async Task CheckAsync(Trial trial, FuzzedBridge bridge)
    {
        var invites = await bridge.InvitesAsync();
        Tell(invites, bridge.Wire);
        Assert.Equal(People, invites.Count);
        var reached = trial.Reached().CountBy(a => a, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var invite in invites)
        {
            var count = reached.GetValueOrDefault(invite.ApplicationKey);
            var story = $"{invite.ApplicationKey} {invite.Delivery}, {count} at the sink:\n{string.Join('\n', await bridge.AttemptsAsync(invite))}";
            Assert.True(count <= 1, story);
            Assert.True(invite.Delivery.State is InviteState.Sent or InviteState.Rejected or InviteState.NeedsReview, story);
            Assert.True(invite.Delivery.State == InviteState.Sent ? count == 1 : !string.IsNullOrWhiteSpace(invite.Delivery.Reason), story);
        }
    }

    private void Tell(IReadOnlyList<Invite> invites, FuzzedWire wire)
    {
        output.WriteLine(string.Join(", ", invites.CountBy(i => i.Delivery.State).Select(p => $"{p.Value} {p.Key}")));
        output.WriteLine(string.Join("; ", wire.Done.Select(p => $"{p.Value} {p.Key}")));
    }
}
