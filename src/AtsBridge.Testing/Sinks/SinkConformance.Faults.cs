using System.Net;

namespace AtsBridge.Testing;

public abstract partial class SinkConformance<TSink, TSettings>
{
    /// <summary>A connection that is cut leaves the outcome open, whether the platform had carried it out or not.</summary>
    [Check("The invite is sent again, and the candidate has two.", "HttpRequestException and IOException after the request went out: Ambiguous, never Transient")]
    public async Task ACutConnectionIsAmbiguous()
    {
        foreach (var carriedOut in new[] { true, false })
        {
            await OpenAsync($"cut {(carriedOut ? "after" : "before")} the platform carried it out", async (_, on, _) =>
            {
                using var done = carriedOut ? await on() : null;
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            }, nameof(ACutConnectionIsAmbiguous));
        }
    }

    /// <summary>A time-out leaves the outcome open.</summary>
    [Check("The invite is sent again, and the candidate has two.", "OperationCanceledException while the own token is not cancelled: Ambiguous")]
    public Task ATimeOutIsAmbiguous() => OpenAsync("timed out after the platform carried it out", async (_, on, _) =>
    {
        using var done = await on();
        throw new TaskCanceledException("timed out", new TimeoutException());
    }, nameof(ATimeOutIsAmbiguous));

    /// <summary>A 5xx to a write leaves the outcome open.</summary>
    [Check("A gateway gives up, the platform does not: the invite is sent again, and the candidate has two.", "5xx to a POST: Ambiguous")]
    public async Task AServerErrorIsAmbiguous()
    {
        foreach (var status in new[] { 500, 502, 503, 504 })
        {
            await OpenAsync($"answered with {status}", async (_, on, _) =>
            {
                using var done = await on();
                return SinkWorld.Answer(status, "<html>Bad gateway</html>", "text/html");
            }, nameof(AServerErrorIsAmbiguous));
        }
    }

    /// <summary>A success that can't be read leaves the outcome open.</summary>
    [Check("An invite that was sent counts as failed, is sent again, and its id is never known.", "2xx whose body is missing, cut, or something else: Ambiguous")]
    public async Task ASuccessThatCantBeReadIsAmbiguous()
    {
        foreach (var body in new[] { "", "null", "{}", "[]", "<html>Thank you</html>", "{\"data\":{\"id\":\"1234", "{\"ok\":true}" })
        {
            await OpenAsync($"answered with 200 and '{body}'", async (_, on, _) =>
            {
                using var done = await on();
                return SinkWorld.Answer(200, body);
            }, nameof(ASuccessThatCantBeReadIsAmbiguous));
        }
    }

    /// <summary>What provably was not sent may be tried again.</summary>
    [Check("A person has to look at every invite of an outage, although nothing was sent.", "HttpRequestError.ConnectionError, NameResolutionError, SecureConnectionError: Transient")]
    public async Task WhatWasNotSentIsTransient()
    {
        foreach (var error in new[] { HttpRequestError.ConnectionError, HttpRequestError.NameResolutionError, HttpRequestError.SecureConnectionError })
        {
            await using var world = await WorldAsync();
            var request = await ReadyAsync(world);
            world.Fault = (_, _, _) => throw new HttpRequestException(error, "Nobody is there.");
            await RequireFaultAsync(SinkFault.Transient, $"{error} before anything was sent", () => world.Sink.CreateAsync(request, Token), nameof(WhatWasNotSentIsTransient));
        }
    }

    /// <summary>A read that fails changed nothing.</summary>
    [Check("An outage of a minute leaves every status with a person to look at.", "GET: whatever goes wrong is Transient")]
    public async Task AReadThatFailsIsTransient()
    {
        await using var world = await WorldAsync();
        var invite = (await CreatedAsync(world)).Invite;
        foreach (var (what, fault) in new (string, Func<Task<HttpResponseMessage>>)[]
        {
            ("500", () => Give(500, "")), ("a web page", () => Give(200, "<html></html>", "text/html")), ("an empty body", () => Give(200, "")),
            ("a cut connection", () => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut")), ("a time-out", () => throw new TaskCanceledException("late", new TimeoutException())),
        })
        {
            world.Fault = (_, _, _) => fault();
            await RequireFaultAsync(SinkFault.Transient, $"a status read that met {what}", () => world.Sink.GetStatusAsync(invite, Token), nameof(AReadThatFailsIsTransient));
        }
    }

    /// <summary>A 429 says until when.</summary>
    [Check("The engine runs into the limit again and again, or waits for hours.", "429: RateLimited, with Until from Retry-After: seconds or a date")]
    public async Task A429SaysUntilWhen()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        var date = world.Clock.GetUtcNow().AddSeconds(90);
        foreach (var (wait, until) in new[] { ("90", date), (date.ToString("R", System.Globalization.CultureInfo.InvariantCulture), date) })
        {
            world.Fault = (_, _, _) => Busy(wait);
            var fault = await FaultAsync(() => world.Sink.CreateAsync(request, Token), $"on 429 with Retry-After {wait}");
            Require(fault.Fault == SinkFault.RateLimited && fault.Until is { } moment && (moment - until).Duration() <= TimeSpan.FromSeconds(2),
                $"with Retry-After {wait} it said {fault.Fault} until {fault.Until:O}", $"RateLimited until {until:O}");
        }
    }

    /// <summary>A 429 that does not say until when is a limit all the same.</summary>
    [Check("A header that is absent or odd ends the sink with a stack trace.", "Retry-After may be absent or nonsense: RateLimited, Until null")]
    public async Task A429ThatSaysNothingIsALimitToo()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        foreach (var wait in new[] { null, "soon", "-5", "99999999999999999999" })
        {
            world.Fault = (_, _, _) => Busy(wait);
            await RequireFaultAsync(SinkFault.RateLimited, $"on 429 with Retry-After '{wait}'", () => world.Sink.CreateAsync(request, Token), nameof(A429ThatSaysNothingIsALimitToo));
        }
    }

    /// <summary>A 401 stops the sink.</summary>
    [Check("A thousand invites are tried with a key that was withdrawn, and the platform blocks the account.", "401: Unauthorized")]
    public async Task A401StopsTheSink()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        world.Fault = (_, _, _) => Give(401, "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"no\"}}");
        await RequireFaultAsync(SinkFault.Unauthorized, "on 401", () => world.Sink.CreateAsync(request, Token), nameof(A401StopsTheSink));
        await RequireFaultAsync(SinkFault.Unauthorized, "on 401 to a read", () => world.Sink.GetStatusAsync(new("00000000-0000-4000-8000-000000000000"), Token), nameof(A401StopsTheSink));
    }

    /// <summary>A redirect is not followed with the key and the person.</summary>
    [Check("Key and person go to another host.", "no redirects by hand")]
    public async Task ARedirectIsNotFollowed()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        var before = world.Requests;
        world.Fault = (_, _, _) => Moved();
        try
        {
            var result = await world.Sink.CreateAsync(request, Token);
            Require(result is CreateResult.Rejected, $"it answered {result}", "Rejected or a SinkException");
        }
        catch (SinkException)
        {
            // Said as a fault: as good.
        }

        Require(world.Requests == before + 1, $"it made {world.Requests - before} requests", "one, and none to the other host");
    }

    /// <summary>Cancelling ends the wait.</summary>
    [Check("Stopping the host waits for a platform that does not answer.", "SendAsync(message, cancellationToken), and a cancelled call is no fault of the platform")]
    public async Task CancellingEndsTheWait()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var deaf = false;
        world.Fault = async (_, on, token) =>
        {
            await stop.CancelAsync();
            deaf = !token.IsCancellationRequested;
            token.ThrowIfCancellationRequested();
            return await on();
        };
        try
        {
            await world.Sink.CreateAsync(request, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (SinkException fault)
        {
            throw Failure($"it made a fault of it: {fault.Message}", "an OperationCanceledException");
        }

        throw Failure(deaf ? "the request had a token that knows nothing of the cancelled one" : "it answered as if nothing had been", "an OperationCanceledException");
    }

    /// <summary>No message names a person or holds the key.</summary>
    [Check("Names, addresses and keys end in logs and tickets.", "messages that quote a body or an address; inner exceptions that do")]
    public async Task NoMessageHoldsAPersonOrTheKey()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        var told = $"{{\"error\":{{\"message\":\"{request.Email} {request.LastName} {request.Phone} {world.Platform.Key}\"}}}}";
        foreach (var status in new[] { 200, 401, 408, 429, 500, 503 })
        {
            world.Fault = (message, _, _) => Give(status, status == 200 ? told[..^3] : told);
            foreach (var call in Calls(world, request))
            {
                await QuietAsync(call, $"on {status}", request, world);
            }
        }

        world.Fault = (message, _, _) => throw new HttpRequestException($"Could not reach {message.RequestUri}?email={request.Email} with {world.Platform.Key}", new InvalidOperationException(request.LastName));
        var refused = await FaultAsync(() => world.Sink.CreateAsync(request, Token), "when the connection fails");
        Require(!Holds(refused.Message, request, world), $"its own message says: {refused.Message}", "a message of its own words, not the exception's");
        var logged = _log.Lines.FirstOrDefault(l => Holds(l, request, world));
        Require(logged is null, $"it logged: {logged}", "nobody's data in a log");
    }

    private async Task QuietAsync(Func<Task> call, string when, InviteRequest request, SinkWorld world)
    {
        try
        {
            await call();
        }
        catch (Exception fault)
        {
            Require(!Holds(fault.ToString(), request, world), $"{when} it threw {fault.GetType().Name} with a person or the key in it", "what and what to do, and nobody's data", nameof(NoMessageHoldsAPersonOrTheKey));
        }
    }

    private static bool Holds(string text, InviteRequest request, SinkWorld world) =>
        new[] { request.Email!, request.LastName, request.Phone!, world.Platform.Key }.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Func<Task>> Calls(SinkWorld world, InviteRequest request)
    {
        yield return () => world.Sink.CreateAsync(request, Token);
        yield return () => world.Sink.GetStatusAsync(new("00000000-0000-4000-8000-000000000000"), Token);
        yield return () => world.Sink.ResendAsync(new("00000000-0000-4000-8000-000000000000"), [DeliveryChannel.Email], Token);
        if (world.Sink is IInviteFinder finder)
        {
            yield return () => finder.FindAsync(request, Token);
        }
    }

    /// <summary>Both steps of an invite, each with the fault: the outcome is open, and that is what must be said.</summary>
    private async Task OpenAsync(string what, Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> fault, string check)
    {
        await using var world = await WorldAsync(check);
        var request = await ReadyAsync(world, check: check);
        world.Fault = fault;
        await RequireFaultAsync(SinkFault.Ambiguous, $"a person or invite {what}", () => world.Sink.CreateAsync(world.Person(2), Token), check);
        await RequireFaultAsync(SinkFault.Ambiguous, $"an invite {what}", () => world.Sink.CreateAsync(request, Token), check);
    }

    private static Task<HttpResponseMessage> Busy(string? wait)
    {
        var answer = SinkWorld.Answer(429, "{\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"slow down\"}}");
        if (wait is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", wait);
        }

        return Task.FromResult(answer);
    }

    private static Task<HttpResponseMessage> Moved()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.PermanentRedirect) { Content = new StringContent("") };
        answer.Headers.Location = new Uri("https://elsewhere.example.test/");
        return Task.FromResult(answer);
    }
}
