namespace AtsBridge.Testing;

public abstract partial class HttpSourceConformance<TSource, TSettings>
{
    /// <summary>401 asks for a person.</summary>
    [Check("The operator waits for days for an outage to end that only a new key ends.", "the status: 401 is SourceFault.Unauthorized", Needs = Ability.Key)]
    public Task A401IsUnauthorized() => RequireFaultAsync(SourceFault.Unauthorized, "on 401", _ => HttpWorld.Respond(401, "{\"message\":\"bad key\"}"), nameof(A401IsUnauthorized));

    /// <summary>403 asks for a person.</summary>
    [Check("The operator waits for days for an outage to end that only a permission ends.", "the status: 403 is SourceFault.Unauthorized", Needs = Ability.Key)]
    public Task A403IsUnauthorized() => RequireFaultAsync(SourceFault.Unauthorized, "on 403", _ => HttpWorld.Respond(403, ""), nameof(A403IsUnauthorized));

    /// <summary>429 with a time is an outage that ends by itself.</summary>
    [Check("The source is stopped, and a person called, because it was busy for a minute.", "the status: 429 is SourceFault.Unavailable; the next scheduled run tries again")]
    public Task A429ThatSaysWhenIsUnavailable() => RequireFaultAsync(SourceFault.Unavailable, "on 429 with Retry-After", _ => Busy("60"), nameof(A429ThatSaysWhenIsUnavailable));

    /// <summary>429 without a time is one too.</summary>
    [Check("The adapter crashes on a header that isn't there, and the message helps nobody.", "Retry-After: it may be absent, a number, or a date")]
    public async Task A429ThatSaysNothingIsUnavailable()
    {
        foreach (var wait in new[] { null, "Wed, 21 Oct 2026 07:28:00 GMT", "soon", "-1", "99999999999999" })
        {
            await RequireFaultAsync(SourceFault.Unavailable, $"on 429 with Retry-After '{wait}'", _ => Busy(wait), nameof(A429ThatSaysNothingIsUnavailable));
        }
    }

    /// <summary>5xx is an outage that ends by itself.</summary>
    [Check("A person is called for what is over in a minute; or an outage looks like an empty source.", "the status: 5xx is SourceFault.Unavailable")]
    public async Task AServerErrorIsUnavailable()
    {
        foreach (var status in new[] { 500, 502, 503, 504 })
        {
            await RequireFaultAsync(SourceFault.Unavailable, $"on {status}", _ => HttpWorld.Respond(status, "<html>error</html>", "text/html"), nameof(AServerErrorIsUnavailable));
        }
    }

    /// <summary>Nobody listening is an outage.</summary>
    [Check("The operator reads a stack trace where 'the ATS can't be reached' belongs.", "HttpRequestException: SourceFault.Unavailable with the host's name")]
    public Task NobodyListeningIsUnavailable() =>
        RequireFaultAsync(SourceFault.Unavailable, "when the connection is refused", _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"), nameof(NobodyListeningIsUnavailable));

    /// <summary>A time-out is an outage and no cancellation.</summary>
    [Check("A slow ATS looks as if the host had been stopped: no fault, no alarm, no data.", "OperationCanceledException while the own token is not cancelled: SourceFault.Unavailable")]
    public Task ATimeOutIsUnavailable() =>
        RequireFaultAsync(SourceFault.Unavailable, "when the client's own patience ends", _ => throw new TaskCanceledException("timed out", new TimeoutException()), nameof(ATimeOutIsUnavailable));

    /// <summary>An answer that is cut off is a fault.</summary>
    [Check("Half of a page is taken for the whole of it, or a stack trace is all there is.", "IOException while the body is read; a JSON that ends too early")]
    public async Task AnAnswerThatIsCutOffIsAFault()
    {
        foreach (var bytes in new[] { 0, 1, 40, 400 })
        {
            await FaultOfAsync($"when the connection breaks after {bytes} bytes of the answer", _ => Body(new WatchedBody(Whole()) { BreaksAfter = bytes }), nameof(AnAnswerThatIsCutOffIsAFault));
        }

        await FaultOfAsync("when the answer is half of its JSON and the connection is sound", request => HttpWorld.HalfOf(Answer(request, new SampleFeed(() => SampleSet.Ordinary(5)))), nameof(AnAnswerThatIsCutOffIsAFault));
    }

    /// <summary>200 with an error in it is an error.</summary>
    [Check("An expired trial or a wrong account empties the snapshot: everybody 'vanishes'.", "the list of records must be there: GetProperty that fails is a SourceException, not an empty list")]
    public async Task ASuccessThatHoldsAnErrorIsAFault()
    {
        foreach (var body in new[] { "{\"error\":\"invalid_token\"}", "{\"errors\":[{\"code\":42}]}", "{\"status\":\"error\",\"message\":\"maintenance\"}", "{\"success\":false}" })
        {
            await FaultOfAsync($"on 200 with {body}", _ => HttpWorld.Respond(200, body), nameof(ASuccessThatHoldsAnErrorIsAFault));
        }
    }

    /// <summary>The vendor's own way to say with 200 that something is wrong is understood.</summary>
    [Check("A spent quota or an expired trial looks like an empty source, and everybody 'vanishes'.", "the vendor's own field for errors, read before the list: SourceException where it says that something is wrong")]
    public async Task AnErrorInTheVendorsOwnWordsIsAFault()
    {
        Begin(nameof(AnErrorInTheVendorsOwnWordsIsAFault));
        if (Errors.Count == 0)
        {
            Skip("gives no bodies of its vendor's errors (Errors)");
        }

        var pages = Lacks.Any(l => l.Ability == Ability.Paging) ? 1 : 2;
        for (var at = 1; at <= pages; at++)
        {
            foreach (var body in Errors)
            {
                await FaultOfAsync($"from request {at} on 200 with {body}", _ => HttpWorld.Respond(200, body), nameof(AnErrorInTheVendorsOwnWordsIsAFault), at);
            }
        }
    }

    /// <summary>200 with a web page is a fault.</summary>
    [Check("A proxy's sign-in page is taken for an empty source.", "what can't be parsed is SourceFault.Unreadable")]
    public Task ASuccessThatIsAWebPageIsUnreadable() =>
        RequireFaultAsync(SourceFault.Unreadable, "on 200 with a web page", _ => HttpWorld.Respond(200, "<!DOCTYPE html><html><body>Sign in</body></html>", "text/html"), nameof(ASuccessThatIsAWebPageIsUnreadable));

    /// <summary>200 with nothing is a fault.</summary>
    [Check("An answer without a body empties the snapshot.", "a body of no bytes is no list; neither are null and 204")]
    public async Task ASuccessWithoutAnythingIsAFault()
    {
        foreach (var (status, body) in new[] { (200, ""), (200, "   "), (200, "null"), (204, "") })
        {
            await FaultOfAsync($"on {status} with '{body}'", _ => HttpWorld.Respond(status, body), nameof(ASuccessWithoutAnythingIsAFault));
        }
    }

    /// <summary>200 with JSON of another shape is a fault.</summary>
    [Check("After the vendor's next version everybody vanishes, or a stack trace is all there is.", "the kinds of values: what must be a list and is none is SourceFault.Unreadable")]
    public async Task ASuccessOfAnotherShapeIsUnreadable()
    {
        foreach (var body in new[] { "{}", "42", "\"ok\"", "true", "[1,2,3]", "[[]]", "{\"data\":\"none\"}" })
        {
            await RequireFaultAsync(SourceFault.Unreadable, $"on 200 with {body}", _ => HttpWorld.Respond(200, body), nameof(ASuccessOfAnotherShapeIsUnreadable));
        }
    }

    /// <summary>A nesting without end is a fault.</summary>
    [Check("One answer ends the process, and with it the invites of every other source.", "the parser's depth limit; no recursion of your own")]
    public Task ANestingWithoutEndIsAFault() =>
        FaultOfAsync("on 200 with 100,000 brackets", _ => HttpWorld.Respond(200, new string('[', 100_000)), nameof(ANestingWithoutEndIsAFault));

    /// <summary>A redirect is not followed with the key.</summary>
    [Check("The key goes to whoever the address was sold to.", "no redirects by hand: 3xx is a SourceException that names where it points")]
    public async Task ARedirectIsNotFollowed()
    {
        using var world = Api(SampleSet.Ordinary(3));
        world.Fault = (request, _) => request.Message.RequestUri!.Host == HttpWorld.Address.Host ? Moved() : HttpWorld.Respond(200, "[]");
        var (read, _) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        var elsewhere = world.Requests.Any(r => r.Message.RequestUri!.Host != HttpWorld.Address.Host);
        Require(!elsewhere && read is null, elsewhere ? "it asked the other host" : "it took the redirect for an empty source", "a SourceException");
    }

    /// <summary>A fault in the middle of a walk loses nobody.</summary>
    [Check("Everybody behind page 2 is missing after an outage of a second, for ever.", "where Next is set: only what was handed over; a fault ends the read and is never swallowed", Needs = Ability.Paging)]
    public async Task AFaultInTheMiddleLosesNobody()
    {
        var samples = SampleSet.Ordinary(Several);
        var requests = await RequestsAsync(samples);
        for (var at = 2; at <= requests; at++)
        {
            var struck = at;
            using var world = Api(samples);
            world.Fault = (_, number) => number == struck ? HttpWorld.Respond(503, "") : null;
            // What was committed before the fault counts as the engine counts it: page by page.
            var pages = new List<SourcePage>();
            var (read, _) = await ReadOrFaultAsync(async () =>
            {
                await foreach (var page in world.Open().ReadAsync(Request(world), Token))
                {
                    pages.Add(page);
                }

                return new Reading(null, pages);
            });
            Require(read is null || NotDelivered(samples, read).Count == 0, $"request {at} was answered with 503, and it ended as if nothing had been", "a SourceException, or everybody");
            world.Fault = null;
            var before = new Reading(null, pages);
            var lost = NotDelivered(samples, before.Then(await ReadAsync(world, FullSets ? null : before.Next)));
            Require(lost.Count == 0, $"after a fault at request {at} it never delivered {KeyList(lost)}", "everybody, in the pages before the fault and the read afterwards");
        }
    }

    private static HttpResponseMessage Busy(string? wait)
    {
        var answer = HttpWorld.Respond(429, "{\"message\":\"slow down\"}");
        if (wait is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", wait);
        }

        return answer;
    }

    private static HttpResponseMessage Moved()
    {
        var answer = HttpWorld.Respond(308, "");
        answer.Headers.Location = new Uri("https://elsewhere.example.test/api/");
        return answer;
    }

    private static MemoryStream Whole() => new([.. "{\"data\":["u8, .. new byte[2000]]);

    private static HttpResponseMessage Body(WatchedBody body) => new(System.Net.HttpStatusCode.OK) { Content = new StreamContent(body) };
}
