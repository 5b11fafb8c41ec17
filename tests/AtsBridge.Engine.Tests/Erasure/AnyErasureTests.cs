using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Routing;
using AtsBridge.Sync;
using CsCheck;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Erasure;

/// <summary>Random histories in which people are erased at random moments, beside the same histories in which they never were.</summary>
public sealed class AnyErasureTests
{
    private static readonly Route[] Routes =
    [
        Some.Route("first", "Interview", "Phone") with { Invite = new() { InterviewId = "X" } },
        Some.Route("second", "Onsite") with { Invite = new() { InterviewId = "Y" }, OnReentry = ReentryAct.Resend },
        Some.Route("third", "Final") with { Invite = new() { InterviewId = "X" }, HoldFor = TimeSpan.FromMinutes(3) },
    ];

    /// <summary>Who belongs together: A and B are one candidate, C and D have one address.</summary>
    private static readonly string[] People = ["AB", "CD", "E", "F"];

    /// <summary>So that no set is empty, however few of the others are in it.</summary>
    private static readonly SourceRecord[] Always = [Row("Y"), Row("Z", "Interview")];

    private static Gen<Step> AnyStep(int most) => Gen.Select(
        AnyHistory.Unique.Array[1, most], Gen.Bool, Gen.Frequency((2, Gen.Const(-1)), (1, Gen.Int[0, People.Length - 1])), Gen.Int[0, 2], (sets, send, erase, by) => new Step(sets, send, erase, by));

    /// <summary>With one set at a time every sync is planned first; with several that wait, a plan does not know who waits behind whom.</summary>
    [Theory]
    [InlineData(SourceContents.Full, 1)]
    [InlineData(SourceContents.Full, 3)]
    [InlineData(SourceContents.Changes, 1)]
    [InlineData(SourceContents.Changes, 3)]
    public Task WhoWasErasedIsNeverInvitedAndNobodyElseIsDisturbed(SourceContents contents, int most) =>
        AnyStep(most).Array[2, 6].SampleAsync(async steps => await CheckAsync(contents, most == 1, steps), iter: AnyHistory.Times(5), threads: 1);

    private static async Task CheckAsync(SourceContents contents, bool plansFirst, Step[] steps)
    {
        var gone = string.Concat(steps.Where(s => s.Erase >= 0).Select(s => People[s.Erase]));
        await using var world = new SyncWorld(contents, Routes) { PlansFirst = plansFirst };
        await using var without = new SyncWorld(contents, Routes) { PlansFirst = false };
        var erased = "";
        foreach (var step in steps)
        {
            foreach (var set in step.Sets)
            {
                world.Source.Sets.Add([Page([.. Always, .. set])]);
                without.Source.Sets.Add([Page([.. Always, .. set.Where(r => !gone.Contains(r.ApplicationId!, StringComparison.Ordinal))])]);
            }

            await world.AgainAsync(acceptShrunk: true);
            await without.AgainAsync(acceptShrunk: true);
            await SameForOthersAsync(world, without, gone);
            await NothingOfAsync(world, erased);
            if (contents == SourceContents.Full)
            {
                await using var session = await world.Store.Sync.OpenAsync("acme", SyncMode.Plan, Cancellation);
                Assert.Equal(Always.Length + step.Sets[^1].Length, session.State.Present);
            }

            if (step.Send)
            {
                await world.SendAllAsync();
                await without.SendAllAsync();
            }

            if (step.Erase >= 0)
            {
                erased += await EraseAsync(world, step) ? People[step.Erase] : "";
            }
        }
    }

    /// <summary>By id, candidate or address, whichever the step says; nobody is found where nobody of them was read yet.</summary>
    private static async Task<bool> EraseAsync(SyncWorld world, Step step)
    {
        var row = AnyHistory.Of(People[step.Erase][..1], "", "");
        var who = new[] { row.ApplicationId, row.CandidateId, row.Email }[step.By] ?? row.ApplicationId;
        var result = await world.Store.Erasure.EraseAsync(who!, null, several: true, world.Time.GetUtcNow(), Cancellation);
        Assert.Empty(result.Refusals);
        return result.Erased;
    }

    private static async Task NothingOfAsync(SyncWorld world, string erased)
    {
        foreach (var id in erased.Select(c => c.ToString()))
        {
            Assert.Empty(await world.Store.Ledger.ExplainAsync(id, Cancellation));
            Assert.DoesNotContain(await world.LedgerAsync(), i => i.ApplicationKey == id);
        }

        Assert.DoesNotContain(await world.LedgerAsync(), i => i.ApplicationKey.Length == 0 && (i.Delivery.InviteReference is not null || i.Identities.Count > 0));
    }

    private static async Task SameForOthersAsync(SyncWorld world, SyncWorld without, string gone) =>
        Assert.Equal(await OthersAsync(without, gone), await OthersAsync(world, gone));

    private static async Task<IReadOnlyList<string>> OthersAsync(SyncWorld world, string gone) =>
    [
        .. (await world.LedgerAsync()).Where(i => i.ApplicationKey.Length > 0 && !gone.Contains(i.ApplicationKey, StringComparison.Ordinal))
            .Select(i => $"{i.ApplicationKey} {i.Request.InterviewId} {i.Delivery.State} {i.Delivery.Wish}").Order(StringComparer.Ordinal),
    ];

    private sealed record Step(SourceRecord[][] Sets, bool Send, int Erase, int By)
    {
        public override string ToString() =>
            $"{string.Join(" | ", Sets.Select(s => string.Join(' ', s.Select(r => $"{r.ApplicationId}:{r.Stage}:{r.Status}"))))} send={Send} erase={(Erase < 0 ? "" : People[Erase])} by={By}";
    }
}
