using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>The same application more than once in one set.</summary>
public sealed class DuplicateTests
{
    public static TheoryData<string?, string?, bool, int> Cases()
    {
        var cases = new TheoryData<string?, string?, bool, int>();
        foreach (var pages in new[] { 1, 2 })
        {
            // When the row in the stage and the row out of it were updated, and which of them must count.
            cases.Add("2026-11-02", "2026-11-01", true, pages);
            cases.Add("2026-11-01", "2026-11-02", false, pages);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task TheOneThatWasUpdatedLastCountsInWhateverOrder(string? inside, string? outside, bool invited, int pages)
    {
        foreach (var insideFirst in new[] { true, false })
        {
            await using var world = new SyncWorld();
            await world.SyncAsync(Row("A", "New"), Row("B"));
            SourceRecord[] twice = [Row("A", "Interview", updated: inside), Row("A", "Applied", updated: outside)];

            var report = await world.SyncAsync(Pages(insideFirst ? twice : [.. twice.Reverse()], pages));

            Assert.Equal((1, 1), (report.Certificates[0].Changed, report.Certificates[0].Quarantined));
            Assert.Equal(invited ? "A" : "", await world.InvitedAsync());
        }
    }

    /// <summary>More than what was room for at first, in the first sync and in those that know what was there.</summary>
    [Fact]
    public async Task AmongThousandsEachThatStandsTwiceIsFound()
    {
        await using var world = new SyncWorld { PlansFirst = false };
        var rows = Enumerable.Range(0, 3000).Select(i => Row(Id(i))).ToArray();
        SourceRecord[] twice = [Row(Id(3), "Other"), Row(Id(1700), "Other"), Row(Id(2999), "Other")];

        var first = (await world.SyncAsync([Page(rows), Page(twice)])).Certificates[0];
        var again = (await world.SyncAsync([Page(rows), Page(twice)])).Certificates[0];
        var clean = (await world.SyncAsync([Page([.. rows.Select((r, i) => i % 10 == 0 ? Row(Id(i), "Moved") : r)])])).Certificates[0];

        Assert.Equal((3000, 3), (first.New, first.Quarantined));
        Assert.Equal((3000, 0, 3), (again.Unchanged, again.Changed, again.Quarantined));
        Assert.Equal((2698, 302, 0), (clean.Unchanged, clean.Changed, clean.Quarantined));
        Assert.Equal(0, first.Vanished + again.Vanished + clean.Vanished);

        static string Id(int number) => FormattableString.Invariant($"A{number}");
    }

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData(null, null, 2)]
    [InlineData("2026-11-01", "2026-11-01", 1)]
    [InlineData("2026-11-01", "2026-11-01", 2)]
    [InlineData("2026-11-01", null, 1)]
    [InlineData(null, "2026-11-01", 2)]
    public async Task WhereTheTimesDoNotTellThemApartTheLaterRowCounts(string? inside, string? outside, int pages)
    {
        foreach (var insideLast in new[] { true, false })
        {
            await using var world = new SyncWorld();
            await world.SyncAsync(Row("A", "New"), Row("B"));
            SourceRecord[] twice = [Row("A", "Applied", updated: outside), Row("A", "Interview", updated: inside)];

            await world.SyncAsync(Pages(insideLast ? twice : [.. twice.Reverse()], pages));

            Assert.Equal(insideLast ? "A" : "", await world.InvitedAsync());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ADuplicateThatIsAsItWasKnownCountsByTheSameRule(int pages)
    {
        foreach (var reading in Enum.GetValues<Reading>())
        {
            foreach (var (stage, other, invited) in new[] { ("Applied", "Interview", "A"), ("Interview", "Applied", "") })
            {
                await using var world = new SyncWorld { Source = { Reading = reading } };
                await world.SyncAsync(Row("A"), Row("B"));

                var report = await world.SyncAsync(Pages([Row("A", stage), Row("A", other)], pages));

                Assert.Equal(1, report.Certificates[0].Quarantined);
                Assert.Equal(invited, await world.InvitedAsync());
            }
        }
    }

    [Fact]
    public async Task EqualRowsAreNoQuarrel()
    {
        await using var world = new SyncWorld();

        var report = await world.SyncAsync([Page(Row("A"), Row("A"), Row("B")), Page(Row("A"))]);

        Assert.Equal((2, 2, 0), (report.Certificates[0].New, report.Certificates[0].Unchanged, report.Certificates[0].Quarantined));
    }

    [Fact]
    public async Task TheQuarantineNamesBothPlaces()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A") with { Position = new("x.csv", 2) }, Row("A", "Offer") with { Position = new("x.csv", 7) });

        var one = Assert.Single(await world.Store.Ledger.QuarantineAsync("acme", 10, Cancellation));

        Assert.Equal(("x.csv row 2", "A"), (one.Record.Position.ToString(), one.Record.Key));
        Assert.Contains("x.csv row 7", one.Record.Reason, StringComparison.Ordinal);
    }

    private static SourcePage[] Pages(SourceRecord[] twice, int pages) =>
        pages == 1 ? [Page([twice[0], Row("B"), twice[1]])] : [Page(twice[0], Row("B")), Page(twice[1])];
}
