using AtsBridge.Chaos.Budget;

namespace AtsBridge.Chaos.Tests;

/// <summary>
/// What the sink permits is used, and nothing more. How nearly all of it is a matter of the machine: windows of two seconds, beside the
/// other tests on two cores, measure those. The command with <c>--budget</c>, on a machine with nothing else to do, asks for 97 %.
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
        Assert.True(report.Used > report.Permitted / 2, report.ToString());
    }

    [Fact]
    public void WhatWasPermittedIsReckonedByRollingWindows()
    {
        // 50 in two seconds and 100 in seven: two bursts, a pause, and so on; an idle client has used next to nothing of it.
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
        Assert.Equal(200, new BudgetReport(BudgetOptions.Quick, first, [new("ended", from.AddSeconds(5), from.AddSeconds(14), from.AddSeconds(14.5))]).Permitted);
    }
}
