using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Gather.Sandbox.Tests;

/// <summary>Receives webhooks; answers with the given statuses in turn, and then with 204.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    /// <summary>No answer at all.</summary>
    public const int Never = -1;

    private readonly Lock _gate = new();
    private readonly Queue<int> _statuses;
    private readonly List<(string Signature, string Body)> _received = [];
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private Receiver(IEnumerable<int> statuses)
    {
        _statuses = new Queue<int>(statuses);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public Uri Address => new(new Uri(_app.Urls.Single()), "/hooks/gather");

    public IReadOnlyList<(string Signature, string Body)> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    public static async Task<Receiver> StartAsync(params int[] statuses)
    {
        var receiver = new Receiver(statuses);
        await receiver._app.StartAsync(World.Token);
        return receiver;
    }

    public Task CalledAsync() => _called.Task.WaitAsync(World.Token);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        int status;
        lock (_gate)
        {
            _received.Add((context.Request.Headers["X-Qualifi-Signature"].ToString(), body));
            status = _statuses.TryDequeue(out var next) ? next : 204;
        }
        _called.TrySetResult();
        if (status == Never)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }

        context.Response.StatusCode = status;
    }
}
