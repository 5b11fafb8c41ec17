using AtsBridge.Chaos.Budget;

namespace AtsBridge.Chaos.Tests;

/// <summary>Nearly all of what the sink permits is used, and nothing more.</summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task NearlyEveryPermitOfBothWindowsIsUsedAndNoRequestIsRefusedAcrossTwoRestarts()
    {
        var (report, wrong) = await BudgetRun.RunAsync(BudgetOptions.Quick, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());

        Assert.Empty(wrong);
        Assert.Equal(0, report.Refused);
        Assert.Equal(360, report.Permitted);
        Assert.True(report.Share >= 0.97, report.ToString());
    }

    [Fact]
    public void WhatWasPermittedIsReckonedByRollingWindows()
    {
        // 40 a second and 120 in six: three bursts, a pause, and so on; an idle client has used next to nothing of it.
        var from = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
        var report = new BudgetReport(BudgetOptions.Quick, [new() { Sequence = 1, At = from, Method = "GET", Path = "/", Status = 200, Counted = true }], []);

        Assert.Equal((360, 1, 0), (report.Permitted, report.Used, report.Refused));
        Assert.True(report.Share < 0.01);
    }
}
