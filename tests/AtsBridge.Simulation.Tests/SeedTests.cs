using AtsBridge.Simulation.Campaigns;
using AtsBridge.Simulation.Checks;
using AtsBridge.Simulation.Controls;
using AtsBridge.Simulation.Worlds;

namespace AtsBridge.Simulation.Tests;

/// <summary>Many worlds, and nothing found in any of them; and what is found where a protection is missing.</summary>
public sealed class SeedTests
{
    private const long Seeds = 20_000;

    private static readonly int Threads = Environment.ProcessorCount;

    [Fact]
    public void InTwentyThousandWorldsNobodyIsInvitedTwiceNothingIsLostOrStuckAndNoLimitIsExceeded()
    {
        var totals = new Campaign(Threads).Run(1, Seeds, seed => new WorldSettings(seed), _ => { });

        Assert.True(totals.Clean, Explain(totals));
        // A quiet world proves nothing.
        Assert.True(totals.Requests > 4 * Seeds && totals.Kills > Seeds && totals.Pauses > Seeds && totals.ClockSteps > Seeds / 2, "the worlds are too quiet");
        Assert.All(Enum.GetValues<Platform.FaultKind>(), kind => Assert.True(totals[kind] > Seeds / 10, $"{kind} hardly ever happens"));
    }

    /// <summary>Each of these failed once, with the engine or the simulator of that day. What it showed is named in the commit that mended it.</summary>
    [Theory]
    [MemberData(nameof(Pinned))]
    public void WhatFailedOnceStaysMended(ulong seed)
    {
        var (report, same) = Campaign.Live(new WorldSettings(seed, Recording: true));

        Assert.True(same, $"seed {seed}: two runs went different ways");
        Assert.True(report.Findings.Count == 0, $"seed {seed}: {string.Join("; ", report.Findings.Select(f => f.Words))}\n{report.Trace}");
    }

    public static TheoryData<ulong> Pinned => [.. RegressionSeeds.All];

    /// <summary>Within a thousand seeds each missing protection shows: a check that can't fail proves nothing.</summary>
    [Theory]
    [InlineData(Handicap.HandlerRetries, FindingKind.Duplicate)]
    [InlineData(Handicap.LookUpAtOnce, FindingKind.Duplicate)]
    [InlineData(Handicap.NoFence, FindingKind.Duplicate)]
    [InlineData(Handicap.SlidingWindow, FindingKind.OverLimit)]
    [InlineData(Handicap.NoLeaseCheck, FindingKind.Duplicate)]
    [InlineData(Handicap.OneLookUp, FindingKind.Duplicate)]
    internal void AMissingProtectionIsNoticed(Handicap handicap, FindingKind kind)
    {
        var totals = new Campaign(Threads).Without(handicap, Command.MostSeedsToCatch);

        Assert.True(totals[kind] > 0, $"{handicap} was not noticed in {totals.Seeds} seeds");
    }

    [Fact]
    public void BeyondTheBoundThereAreDuplicatesAndNothingIsStuck()
    {
        var totals = new Campaign(Threads).Run(1, 2_000, seed => new WorldSettings(seed, Beyond: 3), _ => { });

        Assert.True(totals[FindingKind.Duplicate] > 0, "no duplicate beyond the bound: is the platform really late?");
        Assert.Equal((0, 0, 0), (totals[FindingKind.Stuck], totals[FindingKind.OverLimit], totals[FindingKind.NotDeterministic]));
    }

    [Fact]
    public void ASeedIsTheWholeExplanationOfItsWorld()
    {
        var one = new World(new WorldSettings(7, Recording: true)).Run();
        var again = new World(new WorldSettings(7)).Run();
        var other = new World(new WorldSettings(8)).Run();

        Assert.Equal((one.Hash, one.Steps), (again.Hash, again.Steps));
        Assert.NotEqual(one.Hash, other.Hash);
        Assert.Contains("PLATFORM: invite i1 made", one.Trace, StringComparison.Ordinal);
        Assert.Equal("", again.Trace);
    }

    private static string Explain(Totals totals) => totals.First is not { } first ? ""
        : $"seed {first.Seed} ({totals.FailedSeeds} seeds in all): {string.Join("; ", first.Findings.Select(f => f.Words))}\n"
            + $"dotnet run -c Release --project tests/AtsBridge.Simulation -- --seed {first.Seed}\n"
            + new World(new WorldSettings(first.Seed, Recording: true)).Run().Trace;
}
