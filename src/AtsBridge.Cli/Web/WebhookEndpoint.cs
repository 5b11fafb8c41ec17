using AtsBridge.Delivery;
using AtsBridge.Hosting.Composition;
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
/// <c>POST /webhooks/{sink}</c>: reads within bounds, lets the sink prove it, puts it on record, and answers. Whoever can't prove
/// himself learns nothing but a number; why is in the log.
/// </summary>
internal sealed class WebhookEndpoint(ConfiguredSinks sinks, WebhookIntake intake, TimeProvider time, ILogger<WebhookEndpoint> logger) : IDisposable
{
    internal const int MaxBodyBytes = 64 * 1024;

    /// <summary>What is read at once; more are told to come again.</summary>
    internal const int MostAtOnce = 64;

    /// <summary>Gather gives up after 5 seconds: an answer that comes later is one more delivery.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The store has one writer; more would only take threads to wait for it.</summary>
    private const int MostAtTheStore = 4;

    private readonly SemaphoreSlim _turns = new(MostAtOnce, MostAtOnce);
    private readonly SemaphoreSlim _store = new(MostAtTheStore, MostAtTheStore);
    private readonly SeldomSaid _seldom = new(time, TimeSpan.FromMinutes(1));

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/{sink}", (RequestDelegate)(context => context.RequestServices.GetRequiredService<WebhookEndpoint>().HandleAsync(context)));

    public void Dispose()
    {
        _turns.Dispose();
        _store.Dispose();
    }

    internal async Task HandleAsync(HttpContext context)
    {
        if (!await _turns.WaitAsync(TimeSpan.Zero))
        {
            Answer(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
            Answer(context, await StatusAsync(context, either.Token));
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

    private async Task<int> StatusAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (sinks.Find((string)context.Request.RouteValues["sink"]!) is not { } sink)
        {
            Say("", "no sink", unsaid => WebhookLog.NoSink(logger, string.Join(", ", sinks.All.Select(s => s.Name)), unsaid));
            return StatusCodes.Status404NotFound;
        }

        byte[] body;
        try
        {
            body = await ReadAsync(context, cancellationToken);
        }
        catch (IOException exception)
        {
            // Too long, or whoever sent it has gone.
            var status = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            Say(sink.Name, "unreadable", unsaid => WebhookLog.Unreadable(logger, sink.Name, status, unsaid));
            return status;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Say(sink.Name, "slow", unsaid => WebhookLog.Unreadable(logger, sink.Name, StatusCodes.Status408RequestTimeout, unsaid));
            return StatusCodes.Status408RequestTimeout;
        }

        return await TakeAsync(sink, body, context, cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBodyBytes;
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

    private async Task<int> TakeAsync(ConfiguredSink sink, byte[] body, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            // A header of several lines arrives joined by commas, as it would have been written in one.
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            await _store.WaitAsync(cancellationToken);
            // The store blocks its thread while another process writes, longer than the platform waits. If it gets there after all,
            // the next delivery finds it on record.
            var keeping = Task.Run(() => KeepAsync(sink, body, headers, cancellationToken), CancellationToken.None);
            return StatusOf(sink.Name, await keeping.WaitAsync(cancellationToken));
        }
        catch (StoreException exception)
        {
            Say(sink.Name, "store", unsaid => WebhookLog.NotKept(logger, sink.Name, exception.Message, unsaid));
            return StatusCodes.Status503ServiceUnavailable;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            Say(sink.Name, "store", unsaid => WebhookLog.NotKept(logger, sink.Name, "the store was busy for too long", unsaid));
            return StatusCodes.Status503ServiceUnavailable;
        }
#pragma warning disable CA1031 // Whatever an adapter does to it: the framework would log the message, which may quote the request.
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Say(sink.Name, "adapter", unsaid => WebhookLog.Broke(logger, sink.Name, exception.GetType().Name, exception.StackTrace, unsaid));
            return StatusCodes.Status500InternalServerError;
        }
    }

    private async Task<WebhookAnswer> KeepAsync(ConfiguredSink sink, byte[] body, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        try
        {
            return await intake.TakeAsync(sink, body, headers, cancellationToken);
        }
        finally
        {
            _store.Release();
        }
    }

    private int StatusOf(string sink, WebhookAnswer answer)
    {
        switch (answer.Verdict)
        {
            case WebhookVerdict.Refused:
                Say(sink, answer.Detail, unsaid => WebhookLog.Refused(logger, sink, answer.Detail, unsaid));
                return StatusCodes.Status401Unauthorized;
            case WebhookVerdict.Closed:
                Say(sink, answer.Detail, unsaid => WebhookLog.Closed(logger, answer.Detail, unsaid));
                return StatusCodes.Status404NotFound;
            case WebhookVerdict.Ignored:
                Say(sink, answer.Detail, unsaid => WebhookLog.Ignored(logger, sink, answer.Detail, unsaid));
                return StatusCodes.Status204NoContent;
            default:
                WebhookLog.Taken(logger, sink, answer.Detail, answer.Verdict == WebhookVerdict.Repeated);
                return StatusCodes.Status204NoContent;
        }
    }

    /// <summary>Whoever finds the address can send as much as he likes; the log must not grow with it.</summary>
    private void Say(string sink, string what, Action<string> say)
    {
        if (_seldom.Says($"{sink} {what}", out var unsaid))
        {
            say(unsaid == 0 ? "" : FormattableString.Invariant($" ({unsaid} more since this was last said)"));
        }
    }
}
