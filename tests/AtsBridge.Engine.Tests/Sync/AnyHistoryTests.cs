using AtsBridge.Delivery;
using AtsBridge.Routing;
using AtsBridge.Sync;
using CsCheck;

namespace AtsBridge.Engine.Tests.Sync;

public sealed class AnyHistoryTests
{
    private static readonly Route[] Routes =
    [
        Some.Route("first", "Interview", "Phone") with { Invite = new() { InterviewId = "X" } },
        Some.Route("second", "Onsite") with { Invite = new() { InterviewId = "Y" } },
        Some.Route("third", "Final") with { Invite = new() { InterviewId = "X" } },
    ];

    [Theory]
    [InlineData(SourceContents.Full)]
    [InlineData(SourceContents.Changes)]
    public Task WhoIsInvitedIsWhoMustBeInvited(SourceContents contents) =>
        Gen.Select(AnyHistory.Unique, Gen.Bool).Array[2, 8].SampleAsync(
            async history =>
            {
                await using var world = new SyncWorld(contents, Routes) { Source = { Reading = Reading.Fast }, PlansFirst = false };
                var model = new InviteModel(contents == SourceContents.Full);
                foreach (var (rows, send) in history)
                {
                    var expected = model.Sync(rows);
                    var report = await world.SyncAsync(rows);
                    Assert.Equal(expected, !report.Failed);
                    if (report.Failed)
                    {
                        world.Source.Sets.RemoveAt(world.Source.Sets.Count - 1);
                    }

                    Assert.Equal(model.Invited, await InvitedAsync(world));
                    if (send)
                    {
                        model.Send();
                        await world.SendAllAsync();
                    }
                }
            }, iter: AnyHistory.Times(10), threads: 1);

    private static async Task<string> InvitedAsync(SyncWorld world) => string.Join(' ', (await world.LedgerAsync())
        .Where(i => i.Delivery.State != InviteState.Cancelled).Select(i => $"{i.ApplicationKey}:{i.Request.InterviewId}").Order(StringComparer.Ordinal));
}
