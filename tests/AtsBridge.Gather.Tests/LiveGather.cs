using AtsBridge.Gather.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Gather.Tests;

/// <summary>The sandbox on loopback and a sink that talks to it over real HTTP, with the HttpClient that the host would hand over.</summary>
internal sealed class LiveGather : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    private LiveGather(GatherSandbox sandbox, FakeTimeProvider time, string key)
    {
        Sandbox = sandbox;
        Time = time;
        _http = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
        Sink = SinkAt(sandbox.BaseAddress, key);
    }

    internal GatherSandbox Sandbox { get; }

    internal FakeTimeProvider Time { get; }

    internal GatherInviteSink Sink { get; }

    internal int Invites => Sandbox.Audit.Count(entry => entry.Kind == "invite_sent");

    internal static async Task<LiveGather> StartAsync(GatherSandboxOptions? options = null, string key = "qapi_sandbox")
    {
        var time = new FakeTimeProvider(ScriptedGather.Now);
        return new LiveGather(await GatherSandbox.StartAsync(options ?? new(), time, TestContext.Current.CancellationToken), time, key);
    }

    /// <summary>The sink's own clock is the real one: only the sandbox's time is moved by tests.</summary>
    internal GatherInviteSink SinkAt(Uri address, string key = "qapi_sandbox") =>
        new(new GatherSettings { ApiKey = key, BaseUrl = address }, _http, new AdapterContext("gather", "/"), TimeProvider.System);

    internal void Fault(SandboxFaultKind kind, string path, string method = "POST", TimeSpan? delay = null, bool html = false) => Sandbox.AddFault(
        new SandboxFault { Kind = kind, Method = method, PathPrefix = "/qsi/gather/" + path, Delay = delay ?? TimeSpan.FromSeconds(30), Html = html });

    internal async Task<InviteRequest> WithPersonAsync()
    {
        var ready = Assert.IsType<CreateResult.PersonReady>(await Sink.CreateAsync(Requests.Person, TestContext.Current.CancellationToken));
        return Requests.Person with { PersonReference = ready.PersonReference, WebhookUrl = null };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _handler.Dispose();
        await Sandbox.DisposeAsync();
    }
}
