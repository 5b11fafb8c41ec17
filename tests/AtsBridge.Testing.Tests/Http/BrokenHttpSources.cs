using System.Globalization;
using System.Text.Json;
using AtsBridge.Testing.Tests.Sources;
using Suite = AtsBridge.Testing.HttpSourceConformance<Example.Talent.TalentSource, Example.Talent.TalentSettings>;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>For each check of sources that read an API, one that it catches.</summary>
internal static class BrokenHttpSources
{
    internal static IReadOnlyList<BrokenAdapter> All { get; } =
    [
        Misnames(nameof(Suite.A401IsUnauthorized), "takes 401 for an outage", "(401)", SourceFault.Unavailable),
        Misnames(nameof(Suite.A403IsUnauthorized), "takes 403 for a wrong address", "(403)", SourceFault.Unreadable),
        Misnames(nameof(Suite.A429ThatSaysWhenIsUnavailable), "calls a person on 429", "(429)", SourceFault.Unauthorized),
        new(nameof(Suite.A429ThatSaysNothingIsUnavailable), "reads Retry-After without care", () => new BrokenTalentSuite(p => p.Sound(async (message, send) =>
        {
            var answer = await send(message);
            _ = answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests ? int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) : 0;
            return answer;
        }))),
        Misnames(nameof(Suite.AServerErrorIsUnavailable), "calls a person on 502", "(502)", SourceFault.Unreadable),
        Turns(nameof(Suite.NobodyListeningIsUnavailable), "lets HttpRequestException out", f => f.InnerException is HttpRequestException inner ? inner : f),
        Turns(nameof(Suite.ATimeOutIsUnavailable), "lets a time-out look like a cancellation", f => f.InnerException is OperationCanceledException inner ? inner : f),
        Turns(nameof(Suite.AnAnswerThatIsCutOffIsAFault), "takes a cut for the end", f => f.InnerException is JsonException or HttpRequestException or IOException ? new SourcePage() : f),
        Turns(nameof(Suite.ASuccessThatHoldsAnErrorIsAFault), "takes a missing list for an empty one", f => f.Message.Contains("without a list", StringComparison.Ordinal) ? new SourcePage { NothingNew = true } : f),
        Turns(nameof(Suite.AnErrorInTheVendorsOwnWordsIsAFault), "takes a spent quota for nobody", f => f.Message.Contains("without a list", StringComparison.Ordinal) ? new SourcePage() : f),
        Turns(nameof(Suite.ASuccessThatIsAWebPageIsUnreadable), "takes a web page for an outage", f => f.InnerException is JsonException ? new SourceException(SourceFault.Unavailable, f.Message) : f),
        Turns(nameof(Suite.ASuccessWithoutAnythingIsAFault), "takes an empty body for nobody", f => f.InnerException is JsonException ? new SourcePage { NothingNew = true } : f),
        Turns(nameof(Suite.ASuccessOfAnotherShapeIsUnreadable), "lets the parser's exceptions out", f => f.Message.Contains("without a list", StringComparison.Ordinal) ? new KeyNotFoundException("applications") : f),
        Turns(nameof(Suite.ANestingWithoutEndIsAFault), "takes what it can't parse for nobody", f => f.InnerException is JsonException ? new SourcePage() : f),
        new(nameof(Suite.ARedirectIsNotFollowed), "follows redirects with its key", () => new BrokenTalentSuite(p => p.Sound(async (message, send) =>
            await send(message) is { Headers.Location: { } there } ? await send(Meddling.To(message, there)) : await send(message)))),
        new(nameof(Suite.AFaultInTheMiddleLosesNobody), "ends quietly at a fault", () => new BrokenTalentSuite(p => new Bent(p.Sound()) { Fault = _ => null })),

        new(nameof(Suite.EveryPageIsRead), "reads the first page", () => new BrokenTalentSuite(p => new Bent(p.Sound()) { All = (_, pages) => pages.Take(1) })),
        new(nameof(Suite.ALastPageThatIsFullIsTheLast), "wants a short last page", () => new BrokenTalentSuite(p => new Bent(p.Sound()) { All = (_, pages) => pages is [.., _, { Records.Count: 0 }] ? pages.SkipLast(2) : pages })),
        new(nameof(Suite.OneMomentMayFillSeveralPages), "stops where a page has one moment only", () => new BrokenTalentSuite(p => new Bent(p.Sound())
        {
            All = (_, pages) => pages.TakeWhile((page, i) => i == 0 || page.Records.Count < 5 || page.Records.DistinctBy(r => r.UpdatedAt).Count() > 1),
        })),
        new(nameof(Suite.EqualMomentsAroundAPagesEndLoseNobody), "asks for what changed after the page's last moment", () => new BrokenTalentSuite(p => p.Sound(AfterTheMomentAsync))),
        ByNumber(nameof(Suite.PagesThatShiftWhileTheyAreReadLoseNobody), "asks for pages by their number"),
        ByNumber(nameof(Suite.PeopleWhoGoWhileOthersAreReadLoseNobody), "asks for pages by their number"),
        ByNumber(nameof(Suite.APageThatComesTwiceHidesNobody), "does not notice that a page brings nobody new"),
        ByNumber(nameof(Suite.TheSamePageForEverComesToAnEnd), "reads on as long as pages are full"),
        new(nameof(Suite.AnotherOrderThanPromisedLosesNobody), "believes in the order", () => new BrokenTalentSuite(p => new GoesOnFromTheLastMoment(p))),
        new(nameof(Suite.OnlyWhatChangedIsAskedFor), "always asks for everything", () => new BrokenTalentSuite(p => new Bent(p.Sound()) { Asked = r => r with { Since = null } })),

        new(nameof(Suite.CancellingEndsTheWaitForAnAnswer), "waits without the token", () => new BrokenTalentSuite(p => new Bent(p.Sound()) { Watched = _ => CancellationToken.None })),
        new(nameof(Suite.CancellingEndsTheReadingOfABody), "reads the body without the token", () => new BrokenTalentSuite(p => new PagesByNumber(p) { BodyToken = CancellationToken.None })),
        new(nameof(Suite.ABusyApiIsLeftAlone), "asks again at once", () => new BrokenTalentSuite(p => p.Sound(async (message, send) =>
            await send(message) is { IsSuccessStatusCode: true } sound ? sound : await send(message)))),
        new(nameof(Suite.NewsInAnOutageIsNotTakenForTold), "takes an outage for told", () => new BrokenTalentSuite(p => new TellingSource(p) { TakesOutagesForTold = true })),
        new(nameof(Suite.EveryRequestBringsItsKey), "tells somebody else as well", () => new BrokenTalentSuite(p => p.Sound(async (message, send) =>
        {
            using var _ = await send(Meddling.To(message, new Uri("https://statistics.example.test/")));
            return await send(message);
        }))),
    ];

    private static BrokenAdapter Misnames(string check, string fault, string where, SourceFault instead) =>
        Turns(check, fault, f => f.Message.Contains(where, StringComparison.Ordinal) ? new SourceException(instead, f.Message) : f);

    private static BrokenAdapter Turns(string check, string fault, Func<SourceException, object> into) => BrokenSources.Api(check, fault, s => new(s) { Fault = into });

    private static BrokenAdapter ByNumber(string check, string fault) => new(check, fault, () => new BrokenTalentSuite(p => new PagesByNumber(p)));

    private static async Task<HttpResponseMessage> AfterTheMomentAsync(HttpRequestMessage message, Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        var request = new ApiRequest(message, "");
        return request["after"] is not { Length: > 0 } || request["updated_from"] is not { } moment
            ? await send(message)
            : await send(Meddling.To(message, new Uri(message.RequestUri!, "?size=5&updated_from=" + DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))));
    }
}
