using AtsBridge.Sync;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A full set is judged as a whole: a broken export must not look like a mass departure.</summary>
public sealed class WholeSetTests
{
    private static readonly SourceRecord[] Ten = [.. Enumerable.Range(0, 10).Select(i => Row($"A{i}"))];

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task ASetOfHalfTheSizeFails(int rows, bool fails)
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Ten);

        var report = await world.SyncAsync(Ten[..rows]);

        Assert.Equal(fails, report.Failed);
        Assert.Equal(fails, report.Certificates[0].Reason?.Contains("--accept-shrunk", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task AFailedSetChangesNothingAndIsReadAgain()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync([Row("A"), Row("B", "Interview"), .. Ten]);
        await world.SyncAsync([Row("A", "Interview"), Row("B", "Interview"), .. Ten]);

        // A has left and C has come, but the set is broken.
        Assert.True((await world.SyncAsync(Row("A", "Offer"), Row("C", "Interview"))).Failed);

        Assert.Equal("A", await world.InvitedAsync());
        world.Source.Sets[^1] = [Page([Row("A", "Interview"), Row("B", "Interview"), Row("C", "Interview"), .. Ten])];
        var certificate = Assert.Single((await world.AgainAsync()).Certificates);
        Assert.Equal((12, 1, 1), (certificate.Unchanged, certificate.New, certificate.Transitions));
        Assert.Equal("A C", await world.InvitedAsync());
    }

    [Fact]
    public async Task AShrunkSetIsAcceptedOnDemand()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Ten);

        var report = await world.SyncAsync([Page(Ten[0])], acceptShrunk: true);

        Assert.Equal(9, report.Certificates[0].Vanished);
        Assert.False((await world.SyncAsync(Ten[0])).Failed);
    }

    [Fact]
    public async Task ASourceThatBecameEmptyOnDemandComesBackWithoutInvites()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", "Interview"));

        await world.SyncAsync([Page()], acceptShrunk: true);
        await world.SyncAsync(Row("A", "Interview"));

        Assert.Equal("", await world.InvitedAsync());
    }

    [Fact]
    public async Task AFaultInTheMiddleOfASetChangesNothing()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"));
        world.Source.Fault = (1, new SourceException(SourceFault.Unavailable, "The share went away."));

        var failed = await world.SyncAsync([Page(Row("A", "Interview")), Page(Row("B", "Interview"))]);
        Assert.Equal((RunOutcome.Failed, "The share went away."), (failed.Certificates[0].Outcome, failed.Certificates[0].Reason));
        Assert.Equal("", await world.InvitedAsync());

        world.Source.Fault = null;
        await world.AgainAsync();
        Assert.Equal("A B", await world.InvitedAsync());
    }

    [Fact]
    public async Task AFaultOfTheAdapterIsOnRecordAndThrown()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"));
        world.Source.Sets.Add([Page(Row("A", "Interview"))]);
        world.Source.Fault = (1, new InvalidOperationException("ada@example.com is odd"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.RunAsync(SyncMode.Commit));

        var run = (await world.Store.Ledger.RunsAsync("acme", 1, Cancellation))[0];
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.DoesNotContain("ada@", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATimeOutInsideAnAdapterIsAFaultAndNotTheEndOfTheHost()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"));
        world.Source.Sets.Add([Page(Row("A", "Interview"))]);
        world.Source.Fault = (1, new TaskCanceledException("The request timed out."));

        await Assert.ThrowsAnyAsync<Exception>(() => world.RunAsync(SyncMode.Commit));

        Assert.Equal(RunOutcome.Failed, (await world.Store.Ledger.RunsAsync("acme", 1, Cancellation))[0].Outcome);
    }

    [Fact]
    public async Task ARunThatIsToldToStopIsInterruptedAndReadAgain()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"));
        world.Source.Sets.Add([Page(Row("A", "Interview"))]);
        using var stop = new CancellationTokenSource();
        world.Source.BeforePage = page => { if (page == 1) { stop.Cancel(); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.RunAsync(SyncMode.Commit, cancellation: stop.Token));
        Assert.Equal(RunOutcome.Interrupted, (await world.Store.Ledger.RunsAsync("acme", 1, Cancellation))[0].Outcome);

        world.Source.BeforePage = null;
        await world.AgainAsync();
        Assert.Equal("A", await world.InvitedAsync());
    }

    [Fact]
    public async Task AKnownApplicationInQuarantineHasNotVanished()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));
        await world.SyncAsync(Row("A", "Interview"), Row("B"), Row("C"));

        var report = await world.SyncAsync(Row("A", "Offer", email: "a@example.com; b@example.com"), Row("B"), Row("C"));

        Assert.Equal((1, 0), (report.Certificates[0].Quarantined, report.Certificates[0].Vanished));
        Assert.Equal("A", await world.InvitedAsync());
        Assert.Equal("Email", Assert.Single(await world.Store.Ledger.QuarantineAsync("acme", 10, Cancellation)).Record.Field);
    }

    [Fact]
    public async Task WithAnUnreadableIdInTheSetNobodyVanishes()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));

        var report = await world.SyncAsync(Row("1E+10"), Row("B"), Row("C"));

        Assert.Equal((1, 0), (report.Certificates[0].Quarantined, report.Certificates[0].Vanished));
        Assert.Contains(report.Certificates[0].Notes, n => n.Contains("not taken as vanished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASetOfNothingButQuarantineFails()
    {
        await using var world = new SyncWorld();

        Assert.True((await world.SyncAsync(Row("1E+10"), Row("2E+10"))).Failed);

        Assert.True((await world.SyncAsync(Row("A", "Interview"))).Certificates.All(c => c.Baseline));
    }

    [Fact]
    public async Task ARecordThatAnAdapterCallsUnchangedMustBeKnown()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A"), Row("B"), Row("C"));

        var report = await world.SyncAsync([Page(Row("A"), Row("B")) with { Unchanged = [42] }]);

        Assert.True(report.Failed);
        Assert.True((await world.StoryAsync("C")).Present);
    }

    [Fact]
    public async Task ASetThatGoesBackInTimeSaysSo()
    {
        await using var world = new SyncWorld();
        await world.SyncAsync(Row("A", updated: "2026-11-20"), Row("B", updated: "2026-11-20"));

        var forward = await world.SyncAsync(Row("A", "Offer", updated: "2026-11-21"), Row("B", updated: "2026-11-20"));
        var back = await world.SyncAsync(Row("A", updated: "2026-11-10"), Row("B", updated: "2026-11-20"));

        Assert.Empty(forward.Certificates[0].Notes);
        Assert.Contains("earlier UpdatedAt", Assert.Single(back.Certificates[0].Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAdapterThatSaysMoreAndDoesNotMoveItsCursorIsStopped()
    {
        await using var world = new SyncWorld();
        var stuck = world.Configured with { Reader = new Stuck() };

        var report = await new SourceSync(world.Store.Sync, new([.. world.Routes]), world.Time).RunAsync(stuck, new SyncOptions(), Cancellation);

        var run = Assert.Single(report.Certificates);
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("does not move its cursor", run.Reason, StringComparison.Ordinal);
    }

    private sealed class Stuck : ICandidateSource
    {
        public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return new SourcePage { Records = [Row("A")], More = true };
        }
    }
}
