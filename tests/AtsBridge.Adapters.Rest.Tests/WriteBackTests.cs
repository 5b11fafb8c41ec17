using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class WriteBackTests
{
    private static readonly WriteBackSettings Note = new()
    {
        Path = "applications/{Application}/notes", Body = """{ "note": "Interview {Word} on {At} ({Reference}) {Other}", "tags": [ "{Progress}", 7, null ], "by": { "route": "{Route}", "job": "{Job}" } }""",
    };

    private static readonly InviteNews News = new("ref-1", "a/1", InviteProgress.Completed, "com\"pleted", QuickTime.Start) { Route = "r", InterviewId = "i" };

    [Fact]
    public async Task NewsIsToldInTheWordsOfTheSettings()
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(204, ""));
        using var source = Of(For(api) with { WriteBack = Note, Authentication = new() { Scheme = AuthenticationScheme.Bearer, Token = "key" } });
        Assert.Null(source.CannotReport);
        Assert.Null(await source.ReportAsync(News, TestContext.Current.CancellationToken));
        var asked = Assert.Single(api.Requests);
        Assert.Equal(("POST", "/applications/a%2F1/notes", "Bearer key"), (asked.Method, asked.Target, asked.Headers["Authorization"]));
        Assert.Equal("""{"note":"Interview com\u0022pleted on 2026-11-23T12:00:00Z (ref-1) {Other}","tags":["Completed",7,null],"by":{"route":"r","job":""}}""", asked.Body);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task WhatIsRefusedForGoodIsSaid(int status)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status, """{"message":"jane"}"""));
        using var source = Of(For(api) with { WriteBack = Note with { Method = WriteMethod.Put } });
        Assert.Equal($"127.0.0.1/applications/{{Application}}/notes answered {status}. Check WriteBack; the application may be gone.", await source.ReportAsync(News, TestContext.Current.CancellationToken));
        Assert.Equal("PUT", Assert.Single(api.Requests).Method);
    }

    [Theory]
    [InlineData(401, SourceFault.Unauthorized, 1)]
    [InlineData(500, SourceFault.Unavailable, 1)]
    [InlineData(429, SourceFault.Unavailable, 5)]
    public async Task WhatMayBeToldLaterIsThrownAndNotRepeatedBlindly(int status, SourceFault fault, int requests)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status));
        using var source = Of(For(api) with { WriteBack = Note });
        Assert.Equal(fault, (await Assert.ThrowsAsync<SourceException>(() => source.ReportAsync(News, TestContext.Current.CancellationToken))).Fault);
        Assert.Equal(requests, api.Requests.Count);
    }

    [Fact]
    public async Task WhatCannotBeToldSaysWhatToSet()
    {
        await using var api = await FakeApi.StartAsync(_ => "{}");
        using var without = Of(For(api));
        Assert.Equal("Set WriteBack to the request that tells it.", without.CannotReport);
        Assert.Equal(without.CannotReport, await without.ReportAsync(News, TestContext.Current.CancellationToken));
        using var other = Of(For(api) with { WriteBack = Note with { Path = "candidates/{Candidate}/notes" } });
        Assert.Contains("Name something else in WriteBack:Path", await other.ReportAsync(News, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(api.Requests);
        Assert.Equal(2, new WriteBackSettings { Path = "x/{Nobody}", Body = "text" }.Validate(new(Note)).Count());
    }
}
