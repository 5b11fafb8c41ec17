using AtsBridge.Routing;
using AtsBridge.Sync;
using CsCheck;

namespace AtsBridge.Engine.Tests.Sync;

public sealed class AnyReadingTests
{
    private static readonly Route[] Routes =
        [Some.Route("first", "Interview", "Phone"), Some.Route("second", "Onsite") with { Invite = new() { InterviewId = "Y" }, MaxPerSync = 2 }];

    [Fact]
    public Task SkippingWhatIsKnownGivesTheSameResultAsReadingAll() =>
        Gen.Select(AnyHistory.Messy.Array[1, 2], Gen.Int[1, 2], Gen.Bool).Array[1, 5].SampleAsync(
            async history =>
            {
                var told = new List<string>();
                foreach (var reading in Enum.GetValues<Reading>())
                {
                    told.Add(await TellAsync(reading, history));
                }

                Assert.Equal(told[0], told[1]);
                Assert.Equal(told[0], told[2]);
                Assert.Equal(told[0], told[3]);
            }, iter: AnyHistory.Times(5), threads: 1);

    /// <summary>Everything that a history leaves behind. The world itself compares plans with syncs.</summary>
    private static async Task<string> TellAsync(Reading reading, (SourcePage[][] Sets, int Times, bool Send)[] history)
    {
        await using var world = new SyncWorld(SourceContents.Full, Routes) { Source = { Reading = reading }, PlansFirst = reading == Reading.Fast };
        var lines = new List<string>();
        var read = 0;
        foreach (var (sets, times, send) in history)
        {
            world.Source.Sets.AddRange(sets.SelectMany(s => Enumerable.Repeat(s.ToList(), times)));
            var report = await world.AgainAsync();
            AnyHistory.Mend(world, report, ref read);
            lines.AddRange(report.Certificates.Select(SyncWorld.Numbers));
            lines.AddRange((await world.LedgerAsync()).Select(i => $"{i.ApplicationKey} {i.Request.InterviewId} {i.Delivery.State} {i.Delivery.Held} {i.Delivery.Reason}"));
            if (send)
            {
                await world.SendAllAsync();
            }
        }

        lines.AddRange((await world.Store.Ledger.QuarantineAsync("acme", 1_000, SyncWorld.Cancellation)).Select(q => $"{q.Record.Key} {q.Record.Reason}"));
        return string.Join('\n', lines);
    }
}
