using System.Net;
using System.Net.Sockets;
using System.Text;
using AtsBridge.Cli.Session;
using AtsBridge.Cli.Web;
using AtsBridge.Delivery;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;
using AtsBridge.Statuses;
using AtsBridge.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>From the sandbox's real sender, over real HTTP, to the moved invite.</summary>
public sealed class WebhookTests
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task WhatTheSandboxSendsMovesInvitesTwiceLateAndInAnyOrderAndPollingRepairsWhatGotLost()
    {
        await using var proxy = await ReverseProxy.StartAsync();
        await using var trial = await SentAsync(5, proxy.Webhooks);
        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        proxy.Host = await host.AddressAsync();
        var ids = await ReferencesAsync(trial);
        // A-0001 is completed and reviewed, and the completion arrives last and twice.
        trial.Sandbox.AddWebhookFault(new() { Kind = SandboxWebhookFaultKind.Delay, Delay = TimeSpan.FromSeconds(2), Count = 2 });
        trial.Sandbox.SetStatus(ids["A-0001"], "new_response");
        await Until.TrueAsync("a moment has passed between the two", () => Now - trial.Sandbox.Audit[^1].At > TimeSpan.FromMilliseconds(20));
        trial.Sandbox.AddWebhookFault(new() { Kind = SandboxWebhookFaultKind.Duplicate });
        trial.Sandbox.SetStatus(ids["A-0001"], "has_reviewed");
        trial.Sandbox.SetStatus(ids["A-0002"], "new_response");
        trial.Sandbox.SetStatus(ids["A-0003"], "partially_completed");
        trial.Sandbox.SetStatus(ids["A-0004"], "archived");
        await Until.TrueAsync("all have arrived", () => proxy.Passed.Count(p => p.Status == 204) == 8);
        // Both of A-0005 get lost.
        trial.Sandbox.AddWebhookFault(new() { Kind = SandboxWebhookFaultKind.Lose, Count = 2 });
        trial.Sandbox.SetStatus(ids["A-0005"], "new_response");

        await Until.TrueAsync("what was told is worked off", async () => (await StatesAsync(trial)).Contains("A-0004 Archived", StringComparison.Ordinal));
        Assert.Equal("A-0001 Reviewed, A-0002 Completed, A-0003 PartiallyCompleted, A-0004 Archived, A-0005 Sent", await StatesAsync(trial));
        Assert.All(proxy.Passed, p => Assert.Equal(204, p.Status));
        await host.TerminateAsync();
        var end = await host.EndAsync();
        Assert.True(end.Exit == 0, end.RawError + end.RawOutput);

        // What the host does when half an hour has passed since it last asked.
        await OnSessionAsync(trial, async session =>
        {
            var (_, moved) = await session.Get<StatusRefresh>().RefreshAsync(session.Sinks.Find("gather")!, TimeSpan.Zero, 100, TestContext.Current.CancellationToken);
            Assert.Equal(1, moved);
        });
        Assert.Equal("A-0001 Reviewed, A-0002 Completed, A-0003 PartiallyCompleted, A-0004 Archived, A-0005 Completed", await StatesAsync(trial));
        Assert.Equal("Expected 1", await CountsAsync(trial, WebhookState.Expected, WebhookState.Lost));
    }

    [Fact]
    public async Task WhatWasTakenBeforeTheHostDiedIsWorkedOffByTheNextOne()
    {
        await using var proxy = await ReverseProxy.StartAsync();
        await using var trial = await SentAsync(2, proxy.Webhooks);
        var ids = await ReferencesAsync(trial);
        await using (var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0"))
        {
            proxy.Host = await host.AddressAsync();
            trial.Sandbox.SetStatus(ids["A-0001"], "hired");
            await Until.TrueAsync("it has its answer", () => proxy.Passed.Count == 1);
            host.Process.Kill();
            await host.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // And one that surely nothing has worked off: taken with no job anywhere.
        Assert.Equal(204, proxy.Passed.Single().Status);
        await TakeAsync(trial, RunningHost.Event(ids["A-0002"], "has_reviewed", Now));
        Assert.Contains("A-0002 Sent", await StatesAsync(trial), StringComparison.Ordinal);

        await using var next = await RunningHost.StartAsync(trial);
        await Until.TrueAsync("the next host goes on", async () => await StatesAsync(trial) == "A-0001 Hired, A-0002 Reviewed");
    }

    [Fact]
    public async Task WhatComesWhileTheHostIsDownComesAgain()
    {
        var time = new FakeTimeProvider(Now);
        await using var proxy = await ReverseProxy.StartAsync();
        await using var trial = await SentAsync(1, proxy.Webhooks, time);
        trial.Sandbox.SetStatus((await ReferencesAsync(trial))["A-0001"], "hired");
        await Until.TrueAsync("the platform has noticed that nobody is there", () => trial.Sandbox.Audit.Any(e => e.Kind == AuditKinds.WebhookFailed));
        await using var host = await RunningHost.StartAsync(trial);
        proxy.Host = host.Address;

        time.Advance(TimeSpan.FromMinutes(1));

        await Until.TrueAsync("its second attempt moves the invite", async () => await StatesAsync(trial) == "A-0001 Hired");
        Assert.Equal([502, 204], proxy.Passed.Select(p => p.Status));
        Assert.Equal(2, proxy.Passed.Select(p => p.Signature).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task ForgedAlteredStaleAndReplayedOnesAreRefusedByTheThousand()
    {
        await using var trial = await SentAsync(1);
        var id = (await ReferencesAsync(trial))["A-0001"];
        await using var host = await RunningHost.StartAsync(trial);
        var random = new Random(4);
        var genuine = RunningHost.Event(id, "hired", Now);
        var signature = RunningHost.Signed(genuine, Now);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3_000; i++)
        {
            var altered = genuine.ToArray();
            altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
            var kind = i % 6;
            answers.Add(await (kind switch
            {
                0 => host.SendAsync(altered, signature),
                1 => host.SendAsync(genuine, RunningHost.Signed(genuine, Now, "whsec_guessed" + i)),
                2 => host.SendAsync(genuine, RunningHost.Signed(genuine, Now.AddSeconds(-random.Next(302, 100_000)))),
                3 => host.SendAsync(genuine, RunningHost.Signed(genuine, Now.AddSeconds(random.Next(600, 100_000)))),
                4 => host.SendAsync(genuine, signature[..^1] + (signature[^1] == '0' ? '1' : '0')),
                _ => host.SendAsync(new ByteArrayContent(genuine), i % 12 == 5 ? null : "t=1,v1=00"),
            }));
        }

        Assert.Equal([HttpStatusCode.Unauthorized], answers.Distinct());
        Assert.Equal("", await CountsAsync(trial));
        Assert.Equal("A-0001 Sent", await StatesAsync(trial));
        // The genuine one, and somebody who sends it again at once: it has its effect once.
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, await host.SendAsync(genuine, signature));
        }

        await Until.TrueAsync("the genuine one has its effect", async () => await StatesAsync(trial) == "A-0001 Hired");
        Assert.Equal("Moved 1", await CountsAsync(trial));
        var refusals = host.Log.Lines.Where(l => l.Contains("was refused", StringComparison.Ordinal)).ToList();
        Assert.InRange(refusals.Count, 4, 40);
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains(RunningHost.Secret, StringComparison.Ordinal) || l.Contains("whsec_guessed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GenuineOnesTenTimesOverAndInAnyOrderEndAsInOrder()
    {
        string[] words = ["invite_sent", "partially_completed", "new_response", "has_reviewed", "hired", "archived"];
        await using var trial = await SentAsync(6);
        var ids = await ReferencesAsync(trial);
        await using var host = await RunningHost.StartAsync(trial);
        var random = new Random(11);
        // Newer than what the sandbox answered when it was last asked.
        var start = Now;
        var histories = ids.ToDictionary(i => i.Key, _ => Enumerable.Range(0, 5).Select(e => (Word: words[random.Next(words.Length)], At: start.AddMilliseconds(e))).ToArray());
        var bodies = histories.SelectMany(h => h.Value.Select(e => RunningHost.Event(ids[h.Key], e.Word, e.At)))
            .Concat(Enumerable.Range(0, 10).Select(i => RunningHost.Event($"{i}", "hired", Now)))
            .SelectMany(b => Enumerable.Repeat(b, 10)).ToArray();
        random.Shuffle(bodies);

        await Parallel.ForEachAsync(bodies, TestContext.Current.CancellationToken, async (body, _) => Assert.Equal(HttpStatusCode.NoContent, await host.SendAsync(body)));

        var expected = string.Join(", ", histories.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {State(h.Value[^1].Word)}"));
        await Until.TrueAsync($"every invite stands where its last event says: {expected}", async () => await StatesAsync(trial) == expected && !(await CountsAsync(trial)).Contains("Waiting", StringComparison.Ordinal));
        Assert.Contains("Unmatched 10", await CountsAsync(trial), StringComparison.Ordinal);
        Assert.Equal(40, (await CountAsync(trial)).Values.Sum());
    }

    [Fact]
    public async Task WhatConcernsNobodyIsAcknowledgedAndNothingElseIsTold()
    {
        await using var trial = await SentAsync(1);
        await using var host = await RunningHost.StartAsync(trial);
        var other = Encoding.UTF8.GetBytes("""{"event":"question.audio_generated","timestamp":"2026-01-01T00:00:00Z","data":{}}""");

        Assert.Equal(HttpStatusCode.NoContent, await host.SendAsync(other));
        Assert.Equal(HttpStatusCode.NoContent, await host.SendAsync("no json at all"u8.ToArray()));
        Assert.Equal(HttpStatusCode.NotFound, await host.SendAsync(new ByteArrayContent(other), null, "/webhooks/nobody"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await host.SendAsync(new byte[WebhookTargets.MaxStatusBytes + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await host.SendAsync(new ByteArrayContent(new byte[WebhookTargets.MaxStatusBytes + 1]), "t=1,v1=00", chunked: true));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.SendAsync(new byte[WebhookTargets.MaxStatusBytes], "t=1,v1=00"));
        Assert.StartsWith("HTTP/1.1 408 ", await TrickleAsync(host.Address), StringComparison.Ordinal);
        using var refused = await host.PostAsync(new ByteArrayContent(other), "t=1,v1=00");
        Assert.DoesNotContain(refused.Headers, h => h.Key is not ("Date" or "Transfer-Encoding" or "Connection"));

        Assert.Equal("", await CountsAsync(trial));
        Assert.Contains(host.Log.Lines, l => l.Contains("question.audio_generated", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains(" Error ", StringComparison.Ordinal) || l.Contains(" Critical ", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, l => l.Contains("names nobody of the configuration; there are: sinks gather; sources acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutASecretNothingIsEverReceivedAndThatIsSaid()
    {
        await using var trial = await SentAsync(1, new Uri("https://example.com/webhooks/gather"));
        trial.Sink["Options"]!.AsObject().Remove("WebhookSecret");
        var id = (await ReferencesAsync(trial))["A-0001"];
        await using var host = await RunningHost.StartAsync(trial);
        var body = RunningHost.Event(id, "hired", Now);

        Assert.Equal(HttpStatusCode.NotFound, await host.SendAsync(body));
        Assert.Equal(HttpStatusCode.NotFound, await host.SendAsync(body, RunningHost.Signed(body, Now, "")));
        Assert.Contains(host.Log.Lines, l => l.Contains("AtsBridge__Sinks__gather__Options__WebhookSecret", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("may tell statuses", StringComparison.Ordinal));

        var warned = (await trial.TextAsync("validate")).Succeeded();
        Assert.Contains("AtsBridge:Routes:0:Invite:WebhookUrl", warned.Output + warned.Error, StringComparison.Ordinal);
        Assert.Contains("AtsBridge__Sinks__gather__Options__WebhookSecret", warned.Output + warned.Error, StringComparison.Ordinal);
        trial.Sink["Options"]!["WebhookSecret"] = RunningHost.Secret;
        var sound = (await trial.TextAsync("validate")).Succeeded();
        Assert.DoesNotContain("WebhookUrl", sound.Output + sound.Error, StringComparison.Ordinal);
    }

    /// <summary>The platform waits for 5 seconds. What can't be put on record in that time is to come again.</summary>
    [Fact]
    public async Task AStoreThatCanNotWriteIsAnsweredInTimeSoThatThePlatformTriesAgain()
    {
        await using var trial = await SentAsync(1);
        var id = (await ReferencesAsync(trial))["A-0001"];
        await using var host = await RunningHost.StartAsync(trial);
        var body = RunningHost.Event(id, "hired", Now);
        await using (var other = new SqliteConnection($"Data Source={trial.Store};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var writing = other.BeginTransaction(deferred: false);
            var started = TimeProvider.System.GetTimestamp();
            using var refused = await host.PostAsync(new ByteArrayContent(body), RunningHost.Signed(body, Now));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("60", refused.Headers.RetryAfter!.ToString());
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5), "the platform would have given up");
        }

        Assert.Equal(HttpStatusCode.NoContent, await host.SendAsync(body));
        await Until.TrueAsync("it has its effect", async () => await StatesAsync(trial) == "A-0001 Hired");
        Assert.Equal("Moved 1", await CountsAsync(trial));
    }

    /// <summary>Announces a body and does not send it.</summary>
    private static async Task<string> TrickleAsync(Uri host)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Host, host.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /webhooks/gather HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    private static string State(string word) => word switch
    {
        "invite_sent" => "Sent", "partially_completed" => "PartiallyCompleted", "new_response" => "Completed", "has_reviewed" => "Reviewed", "hired" => "Hired", _ => "Archived",
    };

    /// <summary>A trial with so many sent invites, and a secret.</summary>
    private static async Task<Trial> SentAsync(int count, Uri? webhooks = null, TimeProvider? time = null)
    {
        var trial = await Trial.StartAsync(webhooks is { IsLoopback: true } ? webhooks : null, time);
        trial.Sink["Options"]!["WebhookSecret"] = RunningHost.Secret;
        if (webhooks is not null)
        {
            trial.Route["Invite"]!["WebhookUrl"] = webhooks.ToString();
        }

        trial.Export(Row.Many("A-", count, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Export(Row.Many("A-", count, "Interview"));
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal(count, trial.Reached().Count);
        return trial;
    }

    private static async Task<Dictionary<string, string>> ReferencesAsync(Trial trial) =>
        (await trial.InvitesAsync()).ToDictionary(i => (string)i["application"]!, i => (string)i["inviteReference"]!, StringComparer.Ordinal);

    private static async Task<string> StatesAsync(Trial trial) => string.Join(", ", await trial.StatesAsync());

    private static Task TakeAsync(Trial trial, byte[] body) => OnSessionAsync(trial, async session =>
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Qualifi-Signature"] = RunningHost.Signed(body, Now) };
        var answer = await session.Get<WebhookIntake>().TakeAsync(session.Sinks.Find("gather")!, body, headers, TestContext.Current.CancellationToken);
        Assert.Equal(WebhookVerdict.Taken, answer.Verdict);
    });

    /// <summary>Everything that a host has, with no job running.</summary>
    private static async Task OnSessionAsync(Trial trial, Func<BridgeSession, Task> act)
    {
        var reading = ConfigurationSource.Read(trial.ConfigFile);
        await using var session = BridgeSession.Open(reading.Configuration!, reading, StoreAccess.Host);
        await act(session);
    }

    private static async Task<IReadOnlyDictionary<WebhookState, long>> CountAsync(Trial trial)
    {
        await using var store = AtsBridgeStore.OpenSqlite($"Data Source={trial.Store}", StoreAccess.ReadOnly, TimeProvider.System);
        return await store.Statuses.CountAsync("gather", default, TestContext.Current.CancellationToken);
    }

    private static async Task<string> CountsAsync(Trial trial, params WebhookState[] states) => string.Join(", ",
        (await CountAsync(trial)).Where(c => states.Length == 0 || states.Contains(c.Key)).Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));
}
