using AtsBridge.Delivery;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests;

/// <summary>The rate budget over random schedules, against a model that only counts.</summary>
public abstract class RateBudgetContract
{
    private static readonly RateLimit[] Limits =
        [new() { Permits = 3, Window = TimeSpan.FromSeconds(10) }, new() { Permits = 7, Window = TimeSpan.FromSeconds(60) }];

    private static readonly DeliveryPolicy Policy = new() { AttemptTimeout = TimeSpan.FromSeconds(5) };

    protected abstract AtsBridgeStore Store { get; }

    protected abstract Task RestartAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task NoRollingWindowEverHoldsMoreThanItsLimit(int seed)
    {
        var random = new Random(seed);
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, World.Sealed("1", World.Invite("1")));
        var invite = Assert.Single(await Store.Ledger.ListAsync(new(), Cancellation));
        // When each request really ended; null: still under way. Those that nobody puts on record ended at once, unseen.
        var requests = new List<(long Attempt, DateTimeOffset Started, DateTimeOffset? Ended, bool Vanished)>();
        var now = World.Start;
        var refused = 0;
        for (var step = 0; step < 150; step++)
        {
            now += TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerSecond * 2));
            for (var i = 0; i < requests.Count; i++)
            {
                var request = requests[i];
                if (request.Ended is null && !request.Vanished && (random.Next(4) == 0 || now - request.Started > Policy.AttemptTimeout))
                {
                    requests[i] = request with { Ended = now };
                    await Store.Delivery.FinishAttemptAsync(request.Attempt, AttemptOutcome.Done, null, invite with { Epoch = -1 }, now, Cancellation);
                }
            }

            if (random.Next(20) == 0)
            {
                await RestartAsync();
            }

            var permit = await Store.Delivery.BeginAttemptAsync(invite.Id, AttemptKind.Status, now, Limits, Policy, Cancellation);
            var free = Limits.All(l => requests.Count(r => Counts(r, now, l.Window)) < l.Permits);
            // Not one too many; and not refused either, but for the millisecond that times are rounded by.
            Assert.True(permit is null || free, $"seed {seed}, step {step}: a permit too many");
            Assert.True(permit is not null || Limits.Any(l => requests.Count(r => Counts(r, now.AddMilliseconds(-2), l.Window)) >= l.Permits), $"seed {seed}, step {step}: refused though free");
            if (permit is { } attempt)
            {
                requests.Add((attempt, now, null, Vanished: random.Next(10) == 0));
            }

            refused += permit is null ? 1 : 0;
        }

        Assert.InRange(refused, 10, 140);
    }

    private static bool Counts((long Attempt, DateTimeOffset Started, DateTimeOffset? Ended, bool Vanished) request, DateTimeOffset now, TimeSpan window) =>
        request.Ended is { } ended ? ended > now - window
            : request.Started + Policy.Lease > now - window;

    [Fact]
    public async Task AskingAgainWhenTheStoreSaidIsEnough()
    {
        await World.SealAsync(Store.Sync, RunOutcome.Succeeded, [.. Enumerable.Range(0, 12).Select(i => World.Sealed($"{i}", World.Invite($"{i}")))]);
        var now = World.Start;
        var sent = 0;
        for (var asked = 0; sent < 12; asked++)
        {
            Assert.True(asked < 40, "asked too often");
            var at = now;
            switch (await Store.Delivery.ClaimAsync("gather", at, Limits, Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(at), Policy), Cancellation))
            {
                case Claim.Work work:
                    now += TimeSpan.FromSeconds(1);
                    var done = work.Invite with { Delivery = DeliveryStep.Step(work.Invite.Delivery, new DeliveryEvent.InviteKnown(now, "i", new(InviteProgress.Sent, "sent"), false), Policy).State };
                    Assert.True(await Store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, null, done, now, Cancellation));
                    sent++;
                    break;
                case Claim.NoBudget wait:
                    Assert.True(wait.Until > now);
                    now = wait.Until;
                    break;
                case var other:
                    Assert.Fail($"{other}");
                    break;
            }
        }
    }
}
