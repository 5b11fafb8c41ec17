using System.Net;

namespace AtsBridge.Testing;

/// <summary>An API in memory, in front of which the kit can put any fault.</summary>
/// <param name="answer">The author's fake of the API.</param>
/// <param name="open">Makes the adapter with a client that talks to it.</param>
/// <param name="many">How many applications need more than two pages.</param>
/// <param name="fullSets">Whether every read is the whole of the source.</param>
/// <param name="allows">Whether a request proves itself with the key; null: the adapter has none.</param>
public sealed class HttpWorld(Func<ApiRequest, SampleFeed, HttpResponseMessage> answer, Func<HttpWorld, ICandidateSource> open, int many, bool fullSets, Func<ApiRequest, string, bool>? allows) : SourceWorld
{
    private const int MostRequests = 400;

    private readonly List<HttpClient> _clients = [];
    private IReadOnlyList<SampleApplication> _held = [];

    /// <summary>Where the API is, for the settings.</summary>
    public static Uri Address { get; } = new("https://ats.example.test/api/");

    /// <inheritdoc />
    public override int Many => many;

    /// <inheritdoc />
    public override bool FullSets => fullSets;

    /// <inheritdoc />
    public override string? Secret => allows is null ? null : "k3y-of-the-conformance-kit";

    /// <inheritdoc />
    public override IReadOnlyList<Outage> Outages =>
    [
        new("the API can't be reached", () => Fault = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")),
        new("the API answers 401 and quotes a person", () => Fault = (_, _) => Respond(401, "{\"error\":\"Ada Quillfeather00001 <ada.quillfeather00001@example.org> may not read\"}")),
        new("the API answers 429", () => Fault = (_, _) => Respond(429, "slow down")),
        new("the API answers 500 with a record in it", () => Fault = (_, _) => Respond(500, "{\"trace\":\"at Quillfeather00002, +49309000002\"}")),
        new("the API answers 200 with a page of a proxy", () => Fault = (_, _) => Respond(200, "<html>Welcome back, Ada Quillfeather00001</html>", "text/html")),
        new("the API answers 200 with half of its JSON", () => Fault = (request, _) => HalfOf(Ask(request))),
    ];

    /// <inheritdoc />
    public override string? StillOpen => Bodies.Find(b => !b.IsClosed) is null ? null : "the body of an answer";

    /// <summary>A fault in front of the API: gets the request and its number from 1; null goes through to the API.</summary>
    internal Func<ApiRequest, int, HttpResponseMessage?>? Fault { get; set; }

    /// <summary>What happens before a request is answered, by its number from 1.</summary>
    internal Action<int>? Before { get; set; }

    /// <summary>The requests that came, in order.</summary>
    internal List<ApiRequest> Requests { get; } = [];

    internal List<WatchedBody> Bodies { get; } = [];

    /// <summary>Whether the API answers in another order than it promises.</summary>
    internal bool Shuffled { get; set; }

    /// <summary>Held back until the request is cancelled; set where the answer should not come.</summary>
    internal Func<CancellationToken, Task>? Delay { get; set; }

    /// <summary>A client as the host hands it over: no retries, no redirects.</summary>
    internal HttpClient Client()
    {
        var client = new HttpClient(new Handler(this)) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }

    /// <inheritdoc />
    public override ICandidateSource Open() => open(this);

    /// <inheritdoc />
    public override void Hold(IReadOnlyList<SampleApplication> applications) => _held = applications;

    internal HttpResponseMessage Ask(ApiRequest request) => answer(request, new SampleFeed(() => Shuffled ? [.. _held.OrderBy(a => Order(a["ApplicationId"]))] : _held, !Shuffled));

    internal static HttpResponseMessage Respond(int status, string body, string type = "application/json") => SampleFeed.Text(body, (HttpStatusCode)status, type);

    internal static HttpResponseMessage HalfOf(HttpResponseMessage whole)
    {
        using var reader = new StreamReader(whole.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        return Respond(200, text[..(text.Length / 2)]);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _clients.ForEach(c => c.Dispose());
        base.Dispose(disposing);
    }

    private static uint Order(string? id) => (id ?? "").Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var body = message.Content is null ? "" : await message.Content.ReadAsStringAsync(cancellationToken);
        var request = new ApiRequest(message, body);
        int number;
        lock (Requests)
        {
            Requests.Add(request);
            number = Requests.Count;
        }

        if (number > MostRequests)
        {
            throw new EndlessReadException($"it made {MostRequests} requests and would have gone on");
        }

        Before?.Invoke(number);
        if (Delay is { } delay)
        {
            await delay(cancellationToken);
        }

        var response = Fault?.Invoke(request, number) ?? (Secret is not { } secret || allows!(request, secret) ? Ask(request) : Respond(401, "{\"error\":\"no key\"}"));
        response.RequestMessage = message;
        Watch(response);
        return response;
    }

    internal static bool Says(ApiRequest request, string secret) => request.Body.Contains(secret, StringComparison.Ordinal)
        || request.Message.RequestUri!.Query.Contains(secret, StringComparison.Ordinal)
        || request.Message.Headers.Any(h => h.Value.Any(v => v.Contains(secret, StringComparison.Ordinal) || v.Contains(Encoded(secret), StringComparison.Ordinal) || v.Contains(Encoded(":" + secret), StringComparison.Ordinal) || v.Contains(Encoded(secret + ":"), StringComparison.Ordinal)));

    private static string Encoded(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)).TrimEnd('=');

    private void Watch(HttpResponseMessage response)
    {
        var watched = new WatchedBody(response.Content.ReadAsStream());
        var content = new StreamContent(watched);
        foreach (var header in response.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = content;
        Bodies.Add(watched);
    }

    private sealed class Handler(HttpWorld world) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => world.AnswerAsync(request, cancellationToken);
    }
}
