using AtsBridge.Hosting.Health;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Tests.Health;

public sealed class SourceConditionTests
{
    private readonly Standing _standing = new();

    [Fact]
    public async Task ASourceWithAGoodRunIsHealthyUntilItsScheduleCallsItLate()
    {
        _standing.Ran((RunOutcome.Succeeded, 0));
        _standing.Time.Advance(TimeSpan.FromMinutes(14) - TimeSpan.FromTicks(1));
        var before = await _standing.ReadAsync();
        Assert.Equal((SourceCondition.Works, true), (before.Sources[0].Condition, before.Healthy));

        _standing.Time.Advance(TimeSpan.FromTicks(1));
        var late = await _standing.ReadAsync();

        var source = late.Sources[0];
        Assert.Equal((SourceCondition.Late, true, TimeSpan.FromMinutes(14)), (source.Condition, source.Late, source.Silence));
        Assert.Equal(Standing.Start.AddMinutes(19), source.NextAt);
        var problem = Assert.Single(late.Problems);
        Assert.Equal((FindingKind.SourceLate, "acme", false), (problem.Kind, problem.Name, late.Healthy));
        Assert.Equal(
            "Source acme is late: no good run for 14 minutes (since 2026-03-02 10:01:00Z), and its schedule (0 0/5 * * * ?) wanted one by 2026-03-02 10:15:00Z. No host is running (atsbridge run).",
            problem.Message);
    }

    [Fact]
    public async Task NothingNewIsAGoodRun()
    {
        _standing.Ran((RunOutcome.Succeeded, -60), (RunOutcome.NothingNew, 0));

        Assert.True((await _standing.ReadAsync()).Healthy);
    }

    [Fact]
    public async Task ARunThatNeverEndsIsNoExcuse()
    {
        _standing.Ran((RunOutcome.Succeeded, 0), (RunOutcome.Running, 4));
        _standing.Time.Advance(TimeSpan.FromMinutes(14));

        var problem = Assert.Single((await _standing.ReadAsync()).Problems);

        Assert.Equal(FindingKind.SourceLate, problem.Kind);
        Assert.Contains("A run is under way since 2026-03-02 10:05:00Z", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatFailedIsAProblemAtOnceAndSaysItsReason()
    {
        _standing.Ran((RunOutcome.Succeeded, -2), (RunOutcome.Failed, -1), (RunOutcome.Failed, 0), (RunOutcome.Interrupted, 0));

        var status = await _standing.ReadAsync();

        Assert.Equal((SourceCondition.Failed, 2L), (status.Sources[0].Condition, status.Sources[0].FailedRuns));
        var problem = Assert.Single(status.Problems);
        Assert.Equal((FindingKind.SourceFailed, 2L, "atsbridge plan --source acme"), (problem.Kind, problem.Count, problem.Command));
        Assert.Equal(
            "Source acme can't be read. Its last 2 runs failed; no good run for 2 minutes (since 2026-03-02 09:59:00Z). The folder is gone.", problem.Message);
    }

    [Fact]
    public async Task AFailureThatWasMendedIsForgotten()
    {
        _standing.Ran((RunOutcome.Failed, -1), (RunOutcome.Succeeded, 0));

        Assert.True((await _standing.ReadAsync()).Healthy);
    }

    [Fact]
    public async Task ASourceWithoutAScheduleIsNeverLate()
    {
        _standing.Ran((RunOutcome.Succeeded, 0));
        _standing.Time.Advance(TimeSpan.FromDays(400));

        var status = await _standing.ReadAsync(schedule: null);

        Assert.True(status.Healthy);
        Assert.Equal((SourceCondition.Works, null, null), (status.Sources[0].Condition, status.Sources[0].NextAt, status.Sources[0].LateAt));
        Assert.Equal(TimeSpan.FromDays(400), status.Sources[0].Silence);
    }

    [Fact]
    public async Task ASourceThatWasNeverReadIsANoteAndNoProblem()
    {
        var status = await _standing.ReadAsync();

        Assert.Equal((SourceCondition.NeverRead, null), (status.Sources[0].Condition, status.Sources[0].Silence));
        Assert.Equal((true, FindingKind.NeverRead), (status.Healthy, Assert.Single(status.Notes).Kind));
    }

    [Fact]
    public async Task ANewSourceHasItsFirstPeriodToSucceed()
    {
        _standing.Ran((RunOutcome.Interrupted, 0));
        _standing.Time.Advance(TimeSpan.FromMinutes(14) - TimeSpan.FromTicks(1));
        Assert.Equal(SourceCondition.Works, (await _standing.ReadAsync()).Sources[0].Condition);

        _standing.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(SourceCondition.Late, (await _standing.ReadAsync()).Sources[0].Condition);
    }

    [Fact]
    public async Task AClockThatWasSetBackExcusesASourceForNoLongerThanUsual()
    {
        _standing.Ran((RunOutcome.Succeeded, 60 * 24 * 365));
        Assert.Equal(Standing.Start.AddMinutes(14), (await _standing.ReadAsync()).Sources[0].LateAt);
    }

    [Fact]
    public async Task WhatCouldNotBeReadOfTheNewestSetIsANoteWithItsCommand()
    {
        _standing.Ran((RunOutcome.Succeeded, -1), (RunOutcome.NothingNew, 0));
        _standing.Source = _standing.Source with
        {
            Newest = new Dictionary<RunOutcome, RunCertificate>(_standing.Source.Newest)
            {
                [RunOutcome.Succeeded] = _standing.Source.Newest[RunOutcome.Succeeded] with { Quarantined = 5 },
            },
        };

        var status = await _standing.ReadAsync();

        var note = Assert.Single(status.Notes);
        Assert.Equal((FindingKind.Quarantined, 5L, "atsbridge quarantine list --source acme", true), (note.Kind, note.Count, note.Command, status.Healthy));
    }
}
