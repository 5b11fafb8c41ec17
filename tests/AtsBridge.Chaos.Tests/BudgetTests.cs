using AtsBridge.Chaos.Budget;

namespace AtsBridge.Chaos.Tests;

/// <summary>
/// What the sink permits is used, and nothing more. The command with <c>--budget</c> asks the same of longer windows.
/// </summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task BothWindowsAreUsedAndNoRequestIsRefusedAcrossTwoRestarts()
    {
        var (report, wrong) = await BudgetRun.RunAsync(BudgetOptions.Quick, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());

        Assert.Empty(wrong);
        Assert.Equal(0, report.Refused);
        Assert.InRange(report.Permitted, 200, 300);
        Assert.True(report.Share >= 0.97, report.ToString());
    }

    [Fact]
    public void WhatWasPermittedIsReckonedByRollingWindows()
    {
        // 50 in two seconds and 100 in fifteen: two bursts, a pause, and so on; an idle client has used next to nothing of it.
        var from = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
        var report = new BudgetReport(BudgetOptions.Quick, [new() { Sequence = 1, At = from, Method = "GET", Path = "/", Status = 200, Counted = true }], []);

        Assert.Equal((300, 1, 0), (report.Permitted, report.Used, report.Refused));
        Assert.True(report.Share < 0.01);
    }

    [Fact]
    public void WhatCameFreeWhileNoHostRanIsPermittedAsSoonAsTheNextOneSends()
    {
        var from = new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
        var first = new[] { new Gather.Sandbox.RequestEntry { Sequence = 1, At = from, Method = "GET", Path = "/", Counted = true } };
        Assert.Equal(300, new BudgetReport(BudgetOptions.Quick, first, [new("ended", from.AddSeconds(2.5), from.AddSeconds(4.5), from.AddSeconds(5))]).Permitted);
        // Two bursts before, two as soon as it sends, and the first of those comes free once more before the 45 seconds are over.
        Assert.Equal(250, new BudgetReport(BudgetOptions.Quick, first, [new("ended", from.AddSeconds(12), from.AddSeconds(29), from.AddSeconds(29.5))]).Permitted);
    }
}
