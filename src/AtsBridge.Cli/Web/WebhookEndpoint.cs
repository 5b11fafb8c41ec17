using AtsBridge.Statuses;
using AtsBridge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Cli.Web;

/// <summary>
/// <c>POST /webhooks/{sink}</c> and <c>POST /sources/{source}/webhooks</c>: reads within bounds, lets the adapter prove it, puts it on
/// record, and answers. Whoever can't prove himself learns nothing but a number; why is in the log.
/// </summary>
internal sealed class WebhookEndpoint(WebhookTargets targets, TimeProvider time, ILogger<WebhookEndpoint> logger) : IDisposable
{

    /// <summary>What is read at once; more are told to come again.</summary>
    internal const int MostAtOnce = 64;

    /// <summary>The store has one writer; more would only take threads to wait for it.</summary>
    private const int MostAtTheStore = 4;

    private readonly WebhookTargets _targets = targets;
    private readonly SemaphoreSlim _turns = new(MostAtOnce, MostAtOnce);
    private readonly SemaphoreSlim _store = new(MostAtTheStore, MostAtTheStore);
    private readonly SeldomSaid _seldom = new(time, TimeSpan.FromMinutes(1));

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/webhooks/{name}", Handle(targets => targets.Sink));
        routes.MapPost("/sources/{name}/webhooks", Handle(targets => targets.Source));
    }

    public void Dispose()
    {
        _turns.Dispose();
        _store.Dispose();
    }

    private static RequestDelegate Handle(Func<WebhookTargets, Func<string, WebhookTarget?>> find) => context =>
    {
        var endpoint = context.RequestServices.GetRequiredService<WebhookEndpoint>();
        return endpoint.HandleAsync(context, find(endpoint._targets));
    };

    private async Task HandleAsync(HttpContext context, Func<string, WebhookTarget?> find)
    {
        if (!await _turns.WaitAsync(TimeSpan.Zero))
        {
            Answer(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        try
        {
            var target = find((string)context.Request.RouteValues["name"]!);
            using var patience = new CancellationTokenSource(target?.Patience ?? WebhookTarget.ShortestPatience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
            Answer(context, await StatusAsync(target, context, either.Token));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered; whoever it was comes again.
        }
        finally
        {
            _turns.Release();
        }
    }

    private static void Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "60";
        }
    }

    private async Task<int> StatusAsync(WebhookTarget? target, HttpContext context, CancellationToken cancellationToken)
    {
        if (target is null)
        {
            Say("", "nobody", unsaid => WebhookLog.NoTarget(logger, _targets.ToString(), unsaid));
            return StatusCodes.Status404NotFound;
        }

        byte[] body;
        try
        {
            body = await ReadAsync(context, target.MaxBodyBytes, cancellationToken);
        }
        catch (IOException exception)
        {
            // Too long, or whoever sent it has gone.
            var status = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            Say(target.Name, "unreadable", unsaid => WebhookLog.Unreadable(logger, target.Name, status, unsaid));
            return status;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Say(target.Name, "slow", unsaid => WebhookLog.Unreadable(logger, target.Name, StatusCodes.Status408RequestTimeout, unsaid));
            return StatusCodes.Status408RequestTimeout;
        }

        return await TakeAsync(target, body, context, cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context, int maxBytes, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = maxBytes;
        }

        // A read that is cancelled by its token leaves the server with a body that it can't skip, and with a fault in the log.
        var reader = context.Request.BodyReader;
        await using var late = cancellationToken.Register(reader.CancelPendingRead);
        using var body = new MemoryStream();
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            foreach (var chunk in read.Buffer)
            {
                body.Write(chunk.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return body.ToArray();
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> TakeAsync(WebhookTarget target, byte[] body, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            // A header of several lines arrives joined by commas, as it would have been written in one.
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            await _store.WaitAsync(cancellationToken);
            // The store blocks its thread while another process writes, longer than the platform waits. If it gets there after all,
            // the next delivery finds it on record.
            var keeping = Task.Run(() => KeepAsync(target, body, headers, cancellationToken), CancellationToken.None);
            var answer = await keeping.WaitAsync(cancellationToken);
            foreach (var (name, value) in answer.Headers)
            {
                context.Response.Headers[name] = value;
            }

            return StatusOf(target, answer);
        }
        catch (StoreException exception)
        {
            Say(target.Name, "store", unsaid => WebhookLog.NotKept(logger, target.Name, exception.Message, unsaid));
            return StatusCodes.Status503ServiceUnavailable;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Say(target.Name, "store", unsaid => WebhookLog.NotKept(logger, target.Name, "the store was busy for too long", unsaid));
            return StatusCodes.Status503ServiceUnavailable;
        }
#pragma warning disable CA1031 // Whatever an adapter does to it: the framework would log the message, which may quote the request.
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Say(target.Name, "adapter", unsaid => WebhookLog.Broke(logger, target.Name, exception.GetType().Name, exception.StackTrace, unsaid));
            return StatusCodes.Status500InternalServerError;
        }
    }

    private async Task<WebhookAnswer> KeepAsync(WebhookTarget target, byte[] body, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        try
        {
            return await target.Take(body, headers, cancellationToken);
        }
        finally
        {
            _store.Release();
        }
    }

    private int StatusOf(WebhookTarget target, WebhookAnswer answer)
    {
        switch (answer.Verdict)
        {
            case WebhookVerdict.Refused:
                Say(target.Name, answer.Detail, unsaid => WebhookLog.Refused(logger, target.Name, answer.Detail, unsaid));
                return StatusCodes.Status401Unauthorized;
            case WebhookVerdict.Closed:
                Say(target.Name, answer.Detail, unsaid => WebhookLog.Closed(logger, answer.Detail, unsaid));
                return StatusCodes.Status404NotFound;
            case WebhookVerdict.Ignored:
                Say(target.Name, answer.Detail, unsaid => WebhookLog.Ignored(logger, target.Name, answer.Detail, unsaid));
                return target.Done;
            default:
                WebhookLog.Taken(logger, target.Name, answer.Detail, answer.Verdict == WebhookVerdict.Repeated);
                return target.Done;
        }
    }

    /// <summary>Whoever finds the address can send as much as he likes; the log must not grow with it.</summary>
    private void Say(string target, string what, Action<string> say)
    {
        if (_seldom.Says($"{target} {what}", out var unsaid))
        {
            say(unsaid == 0 ? "" : FormattableString.Invariant($" ({unsaid} more since this was last said)"));
        }
    }
}
