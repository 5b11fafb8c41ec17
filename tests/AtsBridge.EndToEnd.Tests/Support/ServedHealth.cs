using System.Text.Json.Nodes;
using AtsBridge.Cli.Session;
using AtsBridge.Cli.Web;
using AtsBridge.Hosting.Health;
using AtsBridge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>The health of a trial's store over HTTP, as a host serves it, without one that changes the store by running.</summary>
internal sealed class ServedHealth : IAsyncDisposable
{
    private readonly BridgeSession _session;
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ServedHealth(BridgeSession session, WebApplication app)
    {
        (_session, _app) = (session, app);
        _http = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public static async Task<ServedHealth> StartAsync(Trial trial)
    {
        trial.SaveConfig();
        var reading = ConfigurationSource.Read(trial.ConfigFile);
        var session = BridgeSession.Open(reading.Configuration!, reading, StoreAccess.ReadOnly);
        session.Get<BridgeHealth>().Started();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(session.Get<BridgeHealth>());
        var app = builder.Build();
        BridgeHost.MapHealth(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(session, app);
    }

    public async Task<(int Code, JsonNode Body)> ReadyAsync()
    {
        using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _session.DisposeAsync();
    }
}
