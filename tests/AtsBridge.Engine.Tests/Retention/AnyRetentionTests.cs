using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Retention;
using AtsBridge.Routing;
using AtsBridge.Sync;
using CsCheck;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Retention;

/// <summary>Random histories, once with everything removed that may be and as soon as it may be, and once with everything kept.</summary>
public sealed class AnyRetentionTests
{
    private static readonly RetentionPolicy AtOnce = new() { Runs = TimeSpan.FromTicks(1), Attempts = TimeSpan.FromTicks(1), ClosedApplications = TimeSpan.FromTicks(1) };

    private static readonly Route[] Routes =
    [
        Some.Route("first", "Interview", "Phone") with
        {
            Invite = new() { InterviewId = "X" }, OnReentry = ReentryAct.Resend, OnStageLeft = StageLeftAct.Archive,
            When = Some.Route("first", "Interview", "Phone").When with { Status = [ApplicationStatus.Active, ApplicationStatus.OnHold] },
        },
        Some.Route("second", "Onsite") with { Invite = new() { InterviewId = "Y" }, HoldFor = TimeSpan.FromMinutes(3) },
        Some.Route("third", "Final") with { Invite = new() { InterviewId = "X" } },
        Some.Route("late", "Applied") with { Invite = new() { InterviewId = "Z" }, When = Some.Route("late", "Applied").When with { Status = [ApplicationStatus.Rejected] } },
    ];

    [Theory]
    [InlineData(SourceContents.Full)]
    [InlineData(SourceContents.Changes)]
    public Task TheSameAreInvitedWhateverIsRemoved(SourceContents contents) =>
        Gen.Select(AnyHistory.Unique, Gen.Bool, Gen.Int[0, 3]).Array[3, 8].SampleAsync(
            async history =>
            {
                await using var kept = new SyncWorld(contents, Routes) { PlansFirst = false };
                await using var world = new SyncWorld(contents, Routes) { PlansFirst = false };
                foreach (var (rows, send, days) in history)
                {
                    var expected = await StepAsync(kept, rows, send, days);
                    Assert.Equal(expected, await StepAsync(world, rows, send, days));
                    await new RetentionPass(world.Store.Retention, new RouteTable(Routes), AtOnce, world.Time).RunAsync([world.Configured], Cancellation);
                }
            }, iter: AnyHistory.Times(8), threads: 1);

    private static async Task<IReadOnlyList<string>> StepAsync(SyncWorld world, SourceRecord[] rows, bool send, int days)
    {
        var report = await world.SyncAsync([Page([Row("Y"), .. rows])], acceptShrunk: true);
        if (send)
        {
            await world.SendAllAsync();
        }

        if (days == 3)
        {
            var route = new RouteTable(Routes);
            await new Backfill(world.Store.Sync, route, world.Time).RunAsync(world.Configured, route.All[days - 1], null, SyncMode.Commit, Cancellation);
        }

        world.Time.Advance(TimeSpan.FromDays(days));
        return
        [
            .. report.Certificates.Select(Numbers),
            .. report.Decided.Select(d => $"{d.Application.Key} {d.Decision.Verdict} {d.Decision.Suppressed}"),
            .. (await world.LedgerAsync()).Select(i => $"{i.Id} {i.ApplicationKey} {i.Request.InterviewId} {(i.Delivery.IsUnsent ? i.Request.Email : "")} {i.Delivery}"),
        ];
    }
}
