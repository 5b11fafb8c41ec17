using System.Net;
using System.Text;

namespace AtsBridge.Gather.Tests;

/// <summary>What an answer, or none, makes the engine do next.</summary>
public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Func<GatherInviteSink, Task>[] Writes =>
    [
        sink => sink.CreateAsync(Requests.Person, Token),
        sink => sink.CreateAsync(Requests.Invite, Token),
        sink => sink.ResendAsync(new InviteReference("i-1"), [DeliveryChannel.Email], Token),
    ];

    private static Func<GatherInviteSink, Task>[] Reads =>
    [
        sink => sink.FindAsync(Requests.Person, Token),
        sink => sink.FindAsync(Requests.Invite, Token),
        sink => sink.GetStatusAsync(new InviteReference("i-1"), Token),
        sink => sink.FindInterviewAsync("v-1", Token),
        sink => sink.CheckAsync(Token),
    ];

    private static async Task Expect(SinkFault write, SinkFault read, Func<ScriptedGather> gather)
    {
        foreach (var (call, expected) in Writes.Select(call => (call, write)).Concat(Reads.Select(call => (call, read))))
        {
            var script = gather();
            var fault = await Assert.ThrowsAsync<SinkException>(() => call(script.Sink()));
            Assert.Equal(expected, fault.Fault);
            Assert.Single(script.Asked);
            Assert.DoesNotContain(ScriptedGather.Key, fault.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("example.org", fault.ToString(), StringComparison.Ordinal);
            Assert.StartsWith("Sink 'gather': ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    [InlineData(303)]
    [InlineData(408)]
    public Task AnAnswerThatLeavesItOpenIsAmbiguousOnlyWhereSomethingWasWritten(int status) =>
        Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Answering(status, ScriptedGather.Error("INTERNAL_ERROR")));

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public Task WhatNeverLeftIsTriedAgain(HttpRequestError error) =>
        Expect(SinkFault.Transient, SinkFault.Transient, () => ScriptedGather.Failing(new HttpRequestException(error)));

    [Theory]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.InvalidResponse)]
    [InlineData(HttpRequestError.HttpProtocolError)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded)]
    public Task WhatMayHaveLeftIsLookedUp(HttpRequestError error) =>
        Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Failing(new HttpRequestException(error)));

    [Fact]
    public async Task AWriteThatIsSentElsewhereMayHaveHappened() =>
        Assert.Equal(SinkFault.Ambiguous, (await Assert.ThrowsAsync<SinkException>(() => ScriptedGather.Answering(302, "").Sink().CreateAsync(Requests.Invite, Token))).Fault);

    [Fact]
    public async Task ATimeoutAndAStrangersExceptionAreLookedUp()
    {
        await Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Failing(new TaskCanceledException("timeout")));
        await Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Failing(new InvalidTimeZoneException("https://x/?search=ada@example.org")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"ok\"")]
    [InlineData("""{"data":{"id":"p-1"}""")]
    [InlineData("""{"data":{"id":"p-1"}}{"data":1}""")]
    [InlineData("""{"data":{"id":""}}""")]
    [InlineData("""{"data":{"id":"../x"}}""")]
    [InlineData("""{"data":{"id":{"a":1}}}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":"p-1"}""")]
    [InlineData("""{"error":{"code":"X"}}""")]
    public async Task ASuccessThatCannotBeReadMayHaveHappened(string body)
    {
        foreach (var request in new[] { Requests.Person, Requests.Invite })
        {
            var create = await Assert.ThrowsAsync<SinkException>(() => ScriptedGather.Answering(201, body).Sink().CreateAsync(request, Token));
            Assert.Equal(SinkFault.Ambiguous, create.Fault);
        }

        var read = await Assert.ThrowsAsync<SinkException>(() => ScriptedGather.Answering(200, body).Sink().GetStatusAsync(new InviteReference("i"), Token));
        Assert.Equal(SinkFault.Transient, read.Fault);
    }

    [Fact]
    public Task AProxysPageIsNoProofOfAResend() =>
        Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Answering(200, "<html>Sign in</html>"));

    [Fact]
    public async Task AnAnswerBeyondTheBudgetOfBytesOrDepthIsNotRead()
    {
        var deep = $$"""{"data":{"id":"p-1"},"x":{{new string('[', 40)}}{{new string(']', 40)}}}""";
        var longer = $$$"""{"data":{"id":"p-1"},"x":"{{{new string('x', 1024 * 1024)}}}"}""";
        await Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Answering(200, deep));
        await Expect(SinkFault.Ambiguous, SinkFault.Transient, () => ScriptedGather.Answering(200, longer));
    }

    [Fact]
    public async Task ABodyThatBreaksOffMayHaveHappened()
    {
        await Expect(SinkFault.Ambiguous, SinkFault.Transient, () => Streaming(200, Break));
        var fault = await Assert.ThrowsAsync<SinkException>(() => Streaming(400, Break).Sink().CreateAsync(Requests.Person, Token));
        Assert.Equal(SinkFault.Transient, fault.Fault); // refused, but why is not known
    }

    [Fact]
    public async Task ABodyThatTricklesIsGivenUp()
    {
        var gather = Streaming(200, Never);
        var pending = gather.Sink().CreateAsync(Requests.Invite, Token);
        gather.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(pending.IsCompleted);
        gather.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SinkFault.Ambiguous, (await Assert.ThrowsAsync<SinkException>(() => pending)).Fault);
    }

    [Fact]
    public async Task TheCallersOwnEndIsNoFault()
    {
        using var end = new CancellationTokenSource();
        var pending = Streaming(200, Never).Sink().CreateAsync(Requests.Invite, end.Token);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScriptedGather.Answering(200, "").Sink().CheckAsync(end.Token));
    }

    [Fact]
    public Task AWrongKeyStopsTheSink() =>
        Expect(SinkFault.Unauthorized, SinkFault.Unauthorized, () => ScriptedGather.Answering(401, ScriptedGather.Error("UNAUTHORIZED")));

    [Fact]
    public Task TooManyRequestsIsTheSameForAll() => Expect(SinkFault.RateLimited, SinkFault.RateLimited, () => ScriptedGather.Answering(429, "<html>"));

    [Theory]
    [InlineData("2026-03-01T12:00:30Z", "1772366460", "90", 30)] // the body goes first
    [InlineData("soon", "1772366460", "90", 60)]
    [InlineData(null, "x", "90", 90)]
    [InlineData(null, null, "Sun, 01 Mar 2026 12:02:00 GMT", 120)]
    [InlineData(null, null, null, null)]
    public async Task TheEndOfTheLimitIsReadWhereverItStands(string? body, string? header, string? retryAfter, int? seconds)
    {
        var gather = new ScriptedGather(() =>
        {
            var answer = ScriptedGather.Answer(429, ScriptedGather.Error("RATE_LIMIT_EXCEEDED", body is null ? "{}" : $$"""{"resetAt":"{{body}}"}"""));
            answer.Headers.TryAddWithoutValidation("X-RateLimit-Reset", header);
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return answer;
        });

        var fault = await Assert.ThrowsAsync<SinkException>(() => gather.Sink().CreateAsync(Requests.Invite, Token));

        Assert.Equal(seconds is { } s ? ScriptedGather.Now.AddSeconds(s) : null, fault.Until);
    }

    [Fact]
    public async Task TheMessageHasStatusCodeAndRequestIdAndNothingThatAPersonWrote()
    {
        var body = """{"error":{"code":"INTERNAL_ERROR","message":"ada@example.org broke it","details":{"reason":"Ada"}},"meta":{"requestId":"req-77"}}""";
        var fault = await Assert.ThrowsAsync<SinkException>(() => ScriptedGather.Answering(500, body).Sink().CreateAsync(Requests.Person, Token));
        Assert.Equal(
            "Sink 'gather': POST candidates was answered with 500 INTERNAL_ERROR (request req-77): it may have been carried out, and is looked up before anything is sent again.",
            fault.Message);
    }

    private static ScriptedGather Streaming(int status, Func<CancellationToken, ValueTask<int>> then) => new(() => new HttpResponseMessage((HttpStatusCode)status)
    {
        Content = new StreamContent(new Tail(Encoding.UTF8.GetBytes("""{"data":{"id":"p-1","""), then)),
    });

    private static ValueTask<int> Break(CancellationToken cancellationToken) => throw new HttpIOException(HttpRequestError.ResponseEnded);

    private static async ValueTask<int> Never(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task;
    }

    /// <summary>A body that starts well.</summary>
    private sealed class Tail(byte[] start, Func<CancellationToken, ValueTask<int>> then) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : await then(cancellationToken);
        }
    }
}
