using System.Net;

namespace AtsBridge.Testing;

/// <summary>A sink, its platform, and whatever goes wrong between them.</summary>
internal sealed class SinkWorld : IAsyncDisposable
{
    private readonly SamplePlatform _platform;
    private readonly HttpClient _client;
    private int _requests;

    internal SinkWorld(SamplePlatform platform, Func<SinkWorld, HttpClient, IInviteSink> make)
    {
        _platform = platform;
        _client = new HttpClient(new Between(this, platform.Handler)) { Timeout = Timeout.InfiniteTimeSpan };
        Sink = make(this, _client);
    }

    internal IInviteSink Sink { get; }

    internal KitClock Clock { get; } = new();

    internal SamplePlatform Platform => _platform;

    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>What happens to a request: given it and the way on to the platform. Null: it goes through.</summary>
    internal Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>>? Fault { get; set; }

    internal InviteRequest Person(int number = 1) => new()
    {
        Reference = $"kit:A-{number}:route", PersonExternalId = $"kit:C-{number}", InterviewId = _platform.InterviewId,
        FirstName = "Ada", LastName = $"Quillfeather{number:D5}", Email = $"ada.quillfeather{number:D5}@example.org", Phone = $"+4930{9_000_000 + number}",
        TimeZone = "Europe/Berlin", Channels = [DeliveryChannel.Email], ExpiryDays = 7,
    };

    internal static HttpResponseMessage Answer(int status, string body, string type = "application/json") => SampleFeed.Text(body, (HttpStatusCode)status, type);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _platform.DisposeAsync();
    }

    private sealed class Between(SinkWorld world, HttpMessageHandler platform) : DelegatingHandler(platform)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref world._requests);
            Task<HttpResponseMessage> On() => base.SendAsync(request, cancellationToken);
            return world.Fault is { } fault ? await fault(request, On, cancellationToken) : await On();
        }
    }
}
