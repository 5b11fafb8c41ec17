using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>
/// What stands between a platform and a host in production: an address that is known before the host runs, and stays when it does
/// not. It keeps what passes through, as somebody on the wire could.
/// </summary>
internal sealed class ReverseProxy : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentQueue<Recorded> _recorded = new();
    private readonly WebApplication _app;

    private ReverseProxy()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    /// <summary>Where the host is now; null: it is down.</summary>
    public Uri? Host { get; set; }

    public Uri Webhooks => new(new Uri(_app.Urls.Single()), "/webhooks/gather");

    /// <summary>Everything that came, with what the host answered.</summary>
    public IReadOnlyCollection<Recorded> Passed => _recorded;

    public static async Task<ReverseProxy> StartAsync()
    {
        var proxy = new ReverseProxy();
        await proxy._app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var signature = context.Request.Headers["X-Qualifi-Signature"].ToString();
        context.Response.StatusCode = await SendAsync(context.Request.Path, signature, body.ToArray(), context.RequestAborted);
        _recorded.Enqueue(new(signature, body.ToArray(), context.Response.StatusCode));
    }

    private async Task<int> SendAsync(string path, string signature, byte[] body, CancellationToken cancellationToken)
    {
        if (Host is not { } host)
        {
            return StatusCodes.Status502BadGateway;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, path)) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Qualifi-Signature", signature);
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return StatusCodes.Status502BadGateway;
        }
    }

    internal sealed record Recorded(string Signature, byte[] Body, int Status);
}
