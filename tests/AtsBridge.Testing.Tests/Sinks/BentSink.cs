using AtsBridge.Gather;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Testing.Tests.Sinks;

/// <summary>A sound sink with one thing bent.</summary>
internal sealed class BentSink(GatherInviteSink sound)
    : IInviteSink, IInviteFinder, IInviteListing, IInviteWithdrawal, IInterviewCatalog, IRateLimited, IConnectionCheck, IWebhookReceiver
{
    internal Func<InviteRequest, InviteRequest> Asked { get; init; } = r => r;

    internal Func<CancellationToken, CancellationToken> Watched { get; init; } = t => t;

    internal Func<CreateResult, CreateResult> Created { get; init; } = r => r;

    internal Func<ResendResult, ResendResult> Resent { get; init; } = r => r;

    internal Func<InviteStatus?, InviteStatus?> Status { get; init; } = s => s;

    internal Func<InviteRequest, FindResult, FindResult> Found { get; init; } = (_, r) => r;

    internal Func<InvitePage, InvitePage> Listed { get; init; } = p => p;

    internal Func<WithdrawResult, WithdrawResult> Archived { get; init; } = r => r;

    internal Func<WebhookResult, WebhookResult> Received { get; init; } = r => r;

    internal Func<Func<Task<string>>, Task<string>> Check { get; init; } = check => check();

    internal Func<Func<Task<Interview?>>, Task<Interview?>> Interview { get; init; } = find => find();

    /// <summary>What becomes of a fault of <see cref="CreateAsync"/>: another exception, or a result in its place.</summary>
    internal Func<SinkException, object> Fault { get; init; } = f => f;

    /// <summary>What becomes of a fault of a read.</summary>
    internal Func<SinkException, Exception> ReadFault { get; init; } = f => f;

    internal Func<SinkException, FindResult>? FindFault { get; init; }

    internal Func<InvitePage>? ListFault { get; init; }

    public IReadOnlyList<RateLimit> RateLimits { get; init; } = sound.RateLimits;

    public async Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Created(await sound.CreateAsync(Asked(request), Watched(cancellationToken)));
        }
        catch (SinkException fault)
        {
            return Fault(fault) switch { CreateResult result => result, Exception other => throw other, _ => throw new InvalidOperationException("A broken sink turns a fault into a result or an exception.", fault) };
        }
    }

    public async Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
        Resent(await sound.ResendAsync(invite, channels, cancellationToken));

    public async Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken)
    {
        try
        {
            return Status(await sound.GetStatusAsync(invite, cancellationToken));
        }
        catch (SinkException fault)
        {
            throw ReadFault(fault);
        }
    }

    public async Task<FindResult> FindAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Found(request, await sound.FindAsync(request, cancellationToken));
        }
        catch (SinkException fault) when (FindFault is not null)
        {
            return FindFault(fault);
        }
    }

    public async Task<InvitePage> ListAsync(string interviewId, int page, CancellationToken cancellationToken)
    {
        try
        {
            return Listed(await sound.ListAsync(interviewId, page, cancellationToken));
        }
        catch (SinkException) when (ListFault is not null)
        {
            return ListFault();
        }
    }

    public async Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken) => Archived(await sound.ArchiveAsync(invite, cancellationToken));

    public Task<Interview?> FindInterviewAsync(string interviewId, CancellationToken cancellationToken) => Interview(() => sound.FindInterviewAsync(interviewId, cancellationToken));

    public Task<string> CheckAsync(CancellationToken cancellationToken) => Check(() => sound.CheckAsync(cancellationToken));

    public WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now) => Received(sound.Receive(body, headers, now));
}

/// <summary>What a broken sink may need to be built.</summary>
internal sealed record SinkPlace(GatherSettings Settings, AdapterContext Context, HttpClient Http, TimeProvider Time)
{
    internal GatherInviteSink Sound() => new(Settings, Http, Context, Time);

    internal GatherInviteSink Sound(Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> meddle) =>
        new(Settings, new HttpClient(new MeddlingSink(Http, meddle)) { Timeout = Timeout.InfiniteTimeSpan }, Context, Time);
}

/// <summary>The suite of the sound sink over the sandbox, with a broken one in its place.</summary>
internal sealed class BrokenSinkSuite(Func<SinkPlace, IInviteSink> broken) : SinkConformance<GatherInviteSink, GatherSettings>
{
    protected override GatherSettings Settings(Uri address, string key) => new() { BaseUrl = address, ApiKey = key, WebhookSecret = "whsec_conformance" };

    protected override async Task<SamplePlatform> StartAsync(CancellationToken cancellationToken)
    {
        var sandbox = await GatherSandbox.StartAsync(new() { DuplicateInviteAnswer = DuplicateAnswer.Conflict, RateLimits = [] }, TimeProvider.System, cancellationToken);
        return new(sandbox.BaseAddress, "qapi_sandbox", "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41", new SocketsHttpHandler { AllowAutoRedirect = false },
            () => sandbox.Audit.Count(entry => entry.Kind == "invite_sent"), sandbox.DisposeAsync);
    }

    protected override IInviteSink Create(GatherSettings settings, AdapterContext context, HttpClient http, TimeProvider time) => broken(new(settings, context, http, time));
}

/// <summary>A handler in front of the kit's client.</summary>
internal sealed class MeddlingSink(HttpClient http, Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> meddle) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return await meddle(request, message =>
        {
            var copy = Http.Meddling.To(message, message.RequestUri!);
            copy.Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            return http.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        });
    }
}

/// <summary>Has no [Adapter], and settings that take anything.</summary>
public sealed class NamelessSink : IInviteSink
{
    public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();
}

internal sealed class NamelessSuite : SinkConformance<NamelessSink, Files.LooseSettings>
{
    protected override Files.LooseSettings Settings(Uri address, string key) => new();

    protected override Task<SamplePlatform> StartAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SamplePlatform(new Uri("https://nowhere.example.test/"), "key", "1", new HttpClientHandler(), () => 0));
}
