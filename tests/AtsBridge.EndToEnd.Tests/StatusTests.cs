using System.Text.Json.Nodes;
using AtsBridge.Delivery;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Hosting.Health;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.EndToEnd.Tests;

/// <summary><c>status</c> and <c>/health/ready</c> say the same of every state, and <c>status</c> keeps its contract.</summary>
public sealed class StatusTests
{
    private const string EveryFiveMinutes = "0 0/5 * * * ?";

    private static readonly Dictionary<string, (Func<Trial, Task> Arrange, FindingKind[] Problems, FindingKind[] Notes)> States = new(StringComparer.Ordinal)
    {
        ["all is well"] = (_ => Task.CompletedTask, [], []),
        ["the last run failed"] = (t => t.RanAsync(RunOutcome.Failed, TimeSpan.Zero), [FindingKind.SourceFailed], []),
        ["it failed and was mended"] = (
            async t =>
            {
                await t.RanAsync(RunOutcome.Failed, TimeSpan.FromMinutes(2));
                await t.RanAsync(RunOutcome.NothingNew, TimeSpan.FromMinutes(1));
            }, [], []),
        ["it failed and was stopped"] = (
            async t =>
            {
                await t.RanAsync(RunOutcome.Failed, TimeSpan.FromMinutes(2));
                await t.RanAsync(RunOutcome.Interrupted, TimeSpan.FromMinutes(1));
            }, [FindingKind.SourceFailed], []),
        ["late by its schedule"] = (
            t =>
            {
                t.Source["Schedule"] = EveryFiveMinutes;
                return t.RanAsync(RunOutcome.NothingNew, TimeSpan.FromHours(1));
            }, [FindingKind.SourceLate], []),
        ["as long ago without a schedule"] = (t => t.RanAsync(RunOutcome.NothingNew, TimeSpan.FromHours(1)), [], []),
        ["as long ago by a daily schedule"] = (
            t =>
            {
                t.Source["Schedule"] = "0 0 3 * * ?";
                return t.RanAsync(RunOutcome.NothingNew, TimeSpan.FromHours(1));
            }, [], []),
        ["a new source"] = (
            t =>
            {
                t.Config["Sources"]!["later"] = t.Source.DeepClone();
                t.Config["Sources"]!["later"]!["Schedule"] = EveryFiveMinutes;
                return Task.CompletedTask;
            }, [], [FindingKind.NeverRead]),
        ["records in quarantine"] = (t => t.RanAsync(RunOutcome.Succeeded, TimeSpan.Zero, quarantined: 3), [], [FindingKind.Quarantined]),
        ["news that were refused"] = (
            t =>
            {
                t.Route["WriteBack"] = new JsonObject { ["To"] = "Folder", ["Folder"] = "out" };
                return t.EditAsync(async s =>
                {
                    await s.WriteBack.SetRoutesAsync(["engineering"], Cancellation);
                    var invite = Assert.Single(await s.Ledger.ListAsync(new(), Cancellation));
                    Assert.True(await s.Ledger.ChangeAsync(invite with { Delivery = invite.Delivery with { State = InviteState.Completed } }, Now, Cancellation));
                    await s.WriteBack.PutOffAsync(Assert.Single(await s.WriteBack.DueAsync(Now, 9, Cancellation)), Now, null, "no", Cancellation);
                });
            }, [], [FindingKind.NewsRefused]),
        ["a stopped sink"] = (t => t.EditAsync(s => s.Delivery.SetStoppedAsync("gather", "The key was refused.", Now, Cancellation)), [FindingKind.SinkStopped], []),
        ["a stopped sink that is paused too"] = (
            async t =>
            {
                await t.EditAsync(s => s.Delivery.SetStoppedAsync("gather", "The key was refused.", Now, Cancellation));
                (await t.TextAsync("pause", "--sink", "gather")).Succeeded();
            }, [FindingKind.SinkStopped], [FindingKind.Paused]),
        ["a paused sink"] = (async t => (await t.TextAsync("pause", "--sink", "gather", "--reason", "holidays")).Succeeded(), [], [FindingKind.Paused]),
        ["a paused route"] = (async t => (await t.TextAsync("pause", "--route", "engineering")).Succeeded(), [], [FindingKind.Paused]),
        ["a limited sink"] = (t => t.EditAsync(s => s.Delivery.LimitAsync("gather", Now.AddMinutes(20), Cancellation)), [], [FindingKind.Limited]),
        ["an invite that needs review"] = (t => t.StandsAsync(new() { State = InviteState.NeedsReview, Reason = "?" }), [FindingKind.NeedsReview], []),
        ["a rejected invite"] = (t => t.StandsAsync(new() { State = InviteState.Rejected, Reason = "email: no" }), [FindingKind.Rejected], []),
        ["a guard that tripped"] = (t => t.StandsAsync(new() { State = InviteState.Held, Held = HoldReason.GuardTripped }), [FindingKind.GuardTripped], []),
        ["an undo window"] = (t => t.StandsAsync(new() { State = InviteState.Held, Held = HoldReason.UndoWindow, NotBefore = Now.AddHours(1) }), [], []),
        ["held for a sink that goes on"] = (t => t.StandsAsync(new() { State = InviteState.Held, Held = HoldReason.SinkStopped }), [FindingKind.HeldForSink], []),
        ["an invite in doubt"] = (t => t.StandsAsync(new() { State = InviteState.Ambiguous, NotBefore = Now.AddMinutes(5) }), [], []),
        ["a sink that was renamed while an invite of it was due"] = (
            async t =>
            {
                await t.StandsAsync(new() { State = InviteState.Due, NotBefore = Now });
                t.RenameSink("other");
            }, [FindingKind.SinkMissing], []),
        ["a sink that was renamed once all was sent"] = (
            t =>
            {
                t.RenameSink("other");
                return Task.CompletedTask;
            }, [], []),
        ["everything at once"] = (
            async t =>
            {
                t.Source["Schedule"] = EveryFiveMinutes;
                await t.StandsAsync(new() { State = InviteState.Rejected });
                await t.RanAsync(RunOutcome.NothingNew, TimeSpan.FromHours(1));
                await t.EditAsync(s => s.Delivery.SetStoppedAsync("gather", "The key was refused.", Now, Cancellation));
            }, [FindingKind.SourceLate, FindingKind.SinkStopped, FindingKind.Rejected], []),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static TheoryData<string> StateNames => [.. States.Keys];

    [Theory]
    [MemberData(nameof(StateNames))]
    public async Task TheVerbAndTheHostSayTheSame(string state)
    {
        var (arrange, problems, notes) = States[state];
        await using var trial = await OneInvitedAsync();
        await arrange(trial);

        var status = await trial.RunAsync("status");
        Assert.Equal((problems.Length == 0 ? 0 : 1, problems.Length == 0), (status.Exit, (bool)status.Json["healthy"]!));
        Assert.Equal(problems.Select(p => p.ToString()).Order(StringComparer.Ordinal), Kinds(status.Json["problems"]!));
        Assert.Equal(notes.Select(p => p.ToString()).Order(StringComparer.Ordinal), Kinds(status.Json["notes"]!));

        var (code, ready) = await ReadyAsync(trial);
        Assert.Equal((problems.Length == 0 ? 200 : 503, problems.Length == 0), (code, (bool)ready["ready"]!));
        Assert.Equal(Kinds(status.Json["problems"]!), Kinds(ready["problems"]!));
        Assert.Equal(Kinds(status.Json["notes"]!), Kinds(ready["notes"]!));
        Assert.DoesNotContain("holidays", ready.ToJsonString(), StringComparison.Ordinal);

        var text = await trial.TextAsync("status");
        Assert.Equal(status.Exit, text.Exit);
        Assert.Equal(problems.Length == 0, text.Output.Contains("Nothing needs you.", StringComparison.Ordinal));
        foreach (var command in status.Json["problems"]!.AsArray().Select(p => (string?)p!["command"]).OfType<string>())
        {
            Assert.Contains(command, text.Output, StringComparison.Ordinal);
            // What a person is told to type is accepted.
            Assert.NotEqual(2, (await trial.TextAsync([.. command.Split(' ').Skip(1)])).Exit);
        }
    }

    [Fact]
    public async Task TheDocumentKeepsItsContract()
    {
        await using var trial = await OneInvitedAsync();
        trial.Source["Schedule"] = EveryFiveMinutes;
        (await trial.TextAsync("pause", "--sink", "gather", "--reason", "holidays")).Succeeded();

        var status = (await trial.RunAsync("status")).Succeeded().Json;

        Assert.Equal(["at", "healthy", "notes", "pauses", "problems", "sinks", "sources"], Names(status));
        var note = Assert.Single(status["notes"]!.AsArray())!;
        Assert.Equal(["command", "count", "kind", "message", "name"], Names(note));
        var source = Assert.Single(status["sources"]!.AsArray())!;
        Assert.Equal(["adapter", "condition", "failedRuns", "lastGoodAt", "lastRun", "late", "lateAt", "name", "nextAt", "quarantined", "schedule", "silenceSeconds"], Names(source));
        Assert.Equal(("acme", "csv", "Works", EveryFiveMinutes), ((string)source["name"]!, (string)source["adapter"]!, (string)source["condition"]!, (string)source["schedule"]!));
        Assert.InRange((double)source["silenceSeconds"]!, 0, 60);
        Assert.InRange((DateTimeOffset)source["nextAt"]!, Now, Now.AddMinutes(5));
        Assert.Equal("Succeeded", (string)source["lastRun"]!["outcome"]!);
        var sink = Assert.Single(status["sinks"]!.AsArray())!;
        Assert.Equal(["adapter", "budgets", "condition", "due", "held", "invites", "name", "oldestDueSeconds", "since", "webhooksCame", "webhooksLost"], Names(sink));
        Assert.Equal(("gather", "Paused", 1), ((string)sink["name"]!, (string)sink["condition"]!, (int)sink["invites"]!["Sent"]!));
        var budget = Assert.Single(sink["budgets"]!.AsArray())!;
        Assert.Equal((100_000, 60, 99_997), ((int)budget["permits"]!, (int)budget["windowSeconds"]!, (int)budget["left"]!));
        Assert.Equal("holidays", (string)Assert.Single(status["pauses"]!.AsArray())!["reason"]!);
    }

    [Fact]
    public async Task AStoreThatCantBeReadIsSaidByBoth()
    {
        await using var trial = await OneInvitedAsync();
        await using var health = await ServedHealth.StartAsync(trial);
        await File.WriteAllTextAsync(trial.Store, new string('x', 10_000), Cancellation);

        var status = await trial.TextAsync("status");
        var (code, ready) = await health.ReadyAsync();

        Assert.Equal((1, 503, "StoreUnreadable"), (status.Exit, code, Assert.Single(Kinds(ready["problems"]!))));
        Assert.Contains(trial.Store, status.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookingChangesNothingAndMakesNoStore()
    {
        await using var trial = await Trial.StartAsync();

        var status = (await trial.RunAsync("status")).Succeeded();

        Assert.Equal("NeverRead", (string)Assert.Single(status.Json["sources"]!.AsArray())!["condition"]!);
        Assert.False(File.Exists(trial.Store));
    }

    /// <summary>After a baseline and a second sync that sent one invite.</summary>
    private static async Task<Trial> OneInvitedAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Export(new Row("A-1", "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(new Row("A-1", "Interview"));
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(["A-1 Sent"], await trial.StatesAsync());
        return trial;
    }

    /// <summary>What a host on this store would answer, without one that changes it by running.</summary>
    private static async Task<(int Code, JsonNode Body)> ReadyAsync(Trial trial)
    {
        await using var health = await ServedHealth.StartAsync(trial);
        return await health.ReadyAsync();
    }

    private static IEnumerable<string> Kinds(JsonNode findings) => findings.AsArray().Select(f => (string)f!["kind"]!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal);
}
