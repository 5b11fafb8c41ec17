using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using CsCheck;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Weeks of ordinary days never trip the guard; one day of a broken export or a renamed stage always does.</summary>
public sealed class AnyMovementTests
{
    private static readonly string[] Stages = ["Applied", "Screen", "Interview", "Onsite", "Offer"];

    public enum Mass { Renamed, RenamedIntoTheMappedWord, Truncated, StagesLost, StatusesUnknown }

    [Theory]
    [InlineData(SourceContents.Full, Mass.Renamed)]
    [InlineData(SourceContents.Full, Mass.RenamedIntoTheMappedWord)]
    [InlineData(SourceContents.Full, Mass.Truncated)]
    [InlineData(SourceContents.Full, Mass.StagesLost)]
    [InlineData(SourceContents.Full, Mass.StatusesUnknown)]
    [InlineData(SourceContents.Changes, Mass.RenamedIntoTheMappedWord)]
    [InlineData(SourceContents.Changes, Mass.StagesLost)]
    public Task OrdinaryDaysNeverTripAndMassEventsAlwaysDo(SourceContents contents, Mass mass) =>
        Gen.Select(Gen.Int[120, 300], Gen.Int[1, 6], Gen.Int).SampleAsync(
            async (people, days, seed) =>
            {
                var random = new Random(seed);
                await using var world = new SyncWorld(contents, Some.Route() with { HoldFor = TimeSpan.FromDays(9) }) { PlansFirst = false };
                var source = new Days(random, people);
                await world.SyncAsync(source.Rows);
                for (var day = 0; day < days; day++)
                {
                    source.Pass(random, weekend: random.Next(5) == 0);
                    var report = await world.SyncAsync(source.Rows);
                    Assert.False(report.Failed, report.Certificates[0].Reason);
                    Assert.True(report.Holds.Count == 0, report.Certificates[0].Guard);
                }

                var before = await world.LedgerAsync();
                var broken = await world.SyncAsync(source.Broken(random, mass));

                Assert.True(broken.Failed || broken.Holds.Count > 0, $"{people} people, {days} days, seed {seed}: {Numbers(broken.Certificates[^1])}");
                Assert.Equal(mass == Mass.Truncated, broken.Failed);
                await NothingFollowsAsync(world, before);
            }, iter: AnyHistory.Times(6), threads: 1);

    /// <summary>Nobody is cancelled, and whoever is new is held by the guard.</summary>
    private static async Task NothingFollowsAsync(SyncWorld world, IReadOnlyList<AtsBridge.Ledger.Invite> before)
    {
        foreach (var invite in await world.LedgerAsync())
        {
            var old = before.FirstOrDefault(i => i.Id == invite.Id);
            Assert.Equal(old?.Delivery.State ?? InviteState.Held, invite.Delivery.State);
            Assert.True(old is not null || invite.Delivery.Held == HoldReason.GuardTripped, $"{invite.ApplicationKey} {invite.Delivery}");
        }
    }

    /// <summary>A source that lives: within the bounds that the guard's documentation calls ordinary.</summary>
    private sealed class Days
    {
        private readonly List<SourceRecord> _rows;
        private int _next;

        internal Days(Random random, int people)
        {
            _rows = [.. Enumerable.Range(0, people).Select(_ => New(random.Next(3) == 0 ? "Screen" : "Applied"))];
        }

        internal SourceRecord[] Rows => [.. _rows];

        /// <summary>Up to 5 % vanish, 10 % move and 5 % are closed, of a weekend up to twice that; anybody may come.</summary>
        internal void Pass(Random random, bool weekend)
        {
            var times = weekend ? 2 : 1;
            var people = _rows.Count;
            Some(random, people * 5 * times / 100, i => _rows.RemoveAt(i));
            Some(random, people * 10 * times / 100, i => _rows[i] = _rows[i] with { Stage = Stages[Math.Min(Array.IndexOf(Stages, _rows[i].Stage) + 1, Stages.Length - 1)] });
            Some(random, people * 5 * times / 100, i => _rows[i] = _rows[i] with { Status = "rejected" });
            _rows.AddRange(Enumerable.Range(0, random.Next(people / 5)).Select(_ => New("Applied")));
        }

        internal SourceRecord[] Broken(Random random, Mass mass)
        {
            var (renamed, standing) = _rows.CountBy(r => r.Stage!).Where(s => s.Key != "Interview").MaxBy(s => s.Value);
            Assert.InRange(standing, SourceGuard.Fewest, _rows.Count);
            return mass switch
            {
                Mass.Renamed => [.. _rows.Select(r => r.Stage == renamed ? r with { Stage = renamed + " (new)" } : r)],
                Mass.RenamedIntoTheMappedWord => [.. _rows.Select(r => r.Stage == renamed ? r with { Stage = "Interview" } : r)],
                Mass.Truncated => [.. _rows.Take(_rows.Count * random.Next(55, 65) / 100)],
                Mass.StagesLost => [.. _rows.Select(r => r with { Stage = "" })],
                _ => [.. _rows.Select(r => r.Status == "Active" ? r with { Status = "aktiv?" } : r)],
            };
        }

        private SourceRecord New(string stage) => Row(FormattableString.Invariant($"N{_next++}"), stage);

        private void Some(Random random, int most, Action<int> act)
        {
            for (var n = random.Next(most + 1); n > 0 && _rows.Count > 1; n--)
            {
                act(random.Next(_rows.Count));
            }
        }
    }
}
