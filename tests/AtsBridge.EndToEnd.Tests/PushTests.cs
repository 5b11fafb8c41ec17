using System.Net;
using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>A system that tells, the real host, real HTTP, and back to the system.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task WhoIsToldToHaveReachedTheStageIsInvitedAtOnceAndTheSystemIsTold()
    {
        using var ats = new SmallAts();
        await using var trial = await ats.ConnectAsync();
        Assert.Empty(trial.Reached());
        trial.SaveConfig();
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        var address = await host.AddressAsync();
        var reads = ats.Asked.Count;

        // One event with the stage, twice; one behind it that is older; one that names an application alone; one that nobody has signed.
        Assert.Equal(HttpStatusCode.OK, await SmallAts.TellAsync(address, Moved("A-1", "Interview", "2026-03-02T08:00:00Z")));
        Assert.Equal(HttpStatusCode.OK, await SmallAts.TellAsync(address, Moved("A-1", "Interview", "2026-03-02T08:00:00Z")));
        Assert.Equal(HttpStatusCode.OK, await SmallAts.TellAsync(address, Moved("A-1", "Applied", "2026-03-01T09:00:00Z")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SmallAts.TellAsync(address, Moved("A-2", "Interview", "2026-03-02T08:00:00Z"), signed: false));
        ats.Set("A-2", "Interview", "2026-03-02T08:00:00Z");
        Assert.Equal(HttpStatusCode.OK, await SmallAts.TellAsync(address, new() { ["event"] = "touched", ["id"] = "A-2" }));

        await Until.TrueAsync("both are invited", () => trial.Reached().Count == 2);
        Assert.Equal(["A-1", "A-2"], trial.Reached());
        Assert.Equal(["GET /applications/A-2"], ats.Asked.Skip(reads).Where(a => a.StartsWith("GET", StringComparison.Ordinal)).Distinct());
        await host.TerminateAsync();
        Assert.Equal(0, (await host.EndAsync()).Exit);

        // What is owed to the system survives the host, and the next one tells it.
        await using var next = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        await next.AddressAsync();
        await Until.TrueAsync("the system is told of both", () => ats.Notes.Count >= 2);
        Assert.Equal(["/applications/A-1/notes {\"note\":\"sent\"}", "/applications/A-2/notes {\"note\":\"sent\"}"], ats.Notes.Select(n => n.Replace("invite_sent", "sent", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await next.TerminateAsync();
        Assert.Equal(0, (await next.EndAsync()).Exit);
    }

    private static JsonObject Moved(string id, string stage, string updated) =>
        new() { ["event"] = "moved", ["application"] = new JsonObject { ["id"] = id, ["stage"] = stage, ["updated"] = updated } };
}
