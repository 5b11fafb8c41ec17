using AtsBridge.Chaos.Late;

namespace AtsBridge.Chaos.Tests;

/// <summary>What the settle time promises, and what is beyond it.</summary>
public sealed class LateTests(ITestOutputHelper output)
{
    [Fact]
    public async Task WhatIsCarriedOutWithinTheSettleTimeIsNeverSentAgain()
    {
        var report = await RunAsync(LateCase.Within);

        Assert.Equal((report.Owed, 0), (report.Created, report.Duplicates));
    }

    [Fact]
    public async Task BeyondItAPersonGetsOneTooManyAtMostAndNobodyIsLost()
    {
        var report = await RunAsync(LateCase.Beyond);

        // The bound, seen from the other side: with a platform that late there are duplicates, and this is what counts them.
        Assert.True(report.Duplicates > 0, report.ToString());
        Assert.Equal(2, report.MostForOne);
    }

    private async Task<LateReport> RunAsync(LateCase late)
    {
        var report = await LateRun.RunAsync(late, invites: 40, seed: 1, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());
        Assert.Empty(report.Wrong);
        Assert.True(report.Late >= 40, report.ToString());
        Assert.Equal((0, 0), (report.Lost, report.NeedsReview));
        return report;
    }
}
