using AtsBridge.Chaos.Runs;

namespace AtsBridge.Chaos.Tests;

/// <summary>The real host, killed while it works. The long version is a command: <c>dotnet run -c Release --project tests/AtsBridge.Chaos</c>.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task TwentyKillsAndNobodyIsInvitedTwiceOrLost()
    {
        var report = await ChaosRun.RunAsync(new ChaosOptions { Kills = 20, Invites = 300, Seed = 7 }, output.WriteLine, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());

        Assert.Empty(report.Wrong);
        Assert.Equal(20, report.Kills);
        Assert.True(report.Owed >= 300 && report.Created >= report.Owed, report.ToString());
        Assert.Equal((0, 0, 0, 0, 0), (report.Duplicates, report.Unasked, report.Lost, report.NeedsReview, report.Refused));
        // A run in which nothing went wrong at the sandbox, or nothing was under way, would prove nothing.
        Assert.True(report.Requests.Count(r => r.Fault is not null) >= 10, report.ToString());
    }

    [Fact]
    public async Task AnInviteThatTheWireSendsTwiceIsFound()
    {
        var report = await ChaosRun.RunAsync(new ChaosOptions { Kills = 3, Invites = 20, Seed = 1, Repeats = 1 }, output.WriteLine, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());

        Assert.Equal(1, report.Duplicates);
        Assert.Contains(report.Wrong, w => w.Contains("for the 2. time", StringComparison.Ordinal));
        var evidence = await File.ReadAllTextAsync(Path.Combine(report.Kept!, "wrong.txt"), TestContext.Current.CancellationToken);
        Assert.Contains("in the books of the sink", evidence, StringComparison.Ordinal);
        Directory.Delete(report.Kept!, recursive: true);
    }
}
