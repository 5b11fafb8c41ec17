using AtsBridge.Simulation.Campaigns;

namespace AtsBridge.Simulation.Tests;

/// <summary>The command line of the simulator.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("--seeds")]
    [InlineData("--seeds", "0")]
    [InlineData("--seeds", "many")]
    [InlineData("--seed", "-1")]
    [InlineData("--threads", "0")]
    [InlineData("--what", "1")]
    [InlineData("12")]
    public void AWrongCommandIsRefused(params string[] args) => Assert.Null(Options.Read(args));

    [Fact]
    public void WhatIsAskedForIsRead()
    {
        var options = Options.Read(["--seeds", "1000", "--from", "7", "--threads", "1", "--controls"])!;

        Assert.Equal((1_000, 7UL, 1, true, null), (options.Seeds, options.From, options.Threads, options.Controls, options.Seed));
    }

    [Fact]
    public void ACleanRunPrintsItsSumAndEndsWithZero()
    {
        using var output = new StringWriter();

        Assert.Equal(0, new Command(output).Run(Options.Read(["--seeds", "20", "--threads", "1"])!));

        Assert.Contains("          20  seeds", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("           0  Duplicate", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AReplayPrintsTheTrace()
    {
        using var output = new StringWriter();

        Assert.Equal(0, new Command(output).Run(Options.Read(["--seed", "1"])!));

        Assert.Contains("host A1 starts", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("seed 1: 0 findings", output.ToString(), StringComparison.Ordinal);
    }
}
