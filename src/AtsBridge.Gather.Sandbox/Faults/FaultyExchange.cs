using System.Text;
using AtsBridge.Gather.Sandbox.Api;
using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Faults;

/// <summary>Carries requests out and answers them, with what goes wrong in between.</summary>
internal sealed class FaultyExchange(ApiRoutes routes, AnswerWriter writer, BackgroundWork background, TimeProvider time)
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>");

    public async Task RunAsync(Exchange exchange, SandboxFault? fault)
    {
        if (fault is null)
        {
            await AnswerAsync(exchange, routes.CarryOut(exchange.Request));
            return;
        }
        if (fault.Kind is SandboxFaultKind.LateEffect or SandboxFaultKind.Delay or SandboxFaultKind.SlowAnswer)
        {
            await RunLateAsync(exchange, fault);
            return;
        }
        Note(exchange, fault);
        switch (fault.Kind)
        {
            case SandboxFaultKind.ErrorBefore:
                await AnswerAsync(exchange, ErrorOf(fault));
                break;
            case SandboxFaultKind.ErrorAfter:
                routes.CarryOut(exchange.Request);
                await AnswerAsync(exchange, ErrorOf(fault));
                break;
            case SandboxFaultKind.CutBefore:
                exchange.Context.Abort();
                break;
            case SandboxFaultKind.CutAfter:
                routes.CarryOut(exchange.Request);
                exchange.Context.Abort();
                break;
            case SandboxFaultKind.MalformedBody:
                await AnswerBrokenAsync(exchange, routes.CarryOut(exchange.Request), fault.Html);
                break;
            case SandboxFaultKind.RateLimited:
                await AnswerAsync(exchange, ApiAnswer.RateLimited(exchange.Limits?.Limit ?? 100, time.GetUtcNow() + fault.Delay));
                break;
            case SandboxFaultKind.Unauthorized:
                await AnswerAsync(exchange, ApiAnswer.Unauthorized(headerIsMissing: false));
                break;
            case SandboxFaultKind.Redirect:
                await AnswerAsync(exchange, ApiAnswer.Error(308, "PERMANENT_REDIRECT", "Moved.") with { Location = fault.Location });
                break;
            default:
                throw new InvalidOperationException($"The fault {fault.Kind} has no behaviour.");
        }
    }

    /// <summary>Sends an answer; it is on record before the client can know of it.</summary>
    public async Task AnswerAsync(Exchange exchange, ApiAnswer answer)
    {
        exchange.Line.Complete(entry => entry with { Status = answer.Status });
        await AnswerWriter.WriteAsync(exchange.Context.Response, answer.Status, exchange.Limits, "application/json; charset=utf-8", writer.ToBytes(answer), answer.Location);
    }

    private async Task RunLateAsync(Exchange exchange, SandboxFault fault)
    {
        ApiAnswer? answer = fault.Kind == SandboxFaultKind.SlowAnswer ? routes.CarryOut(exchange.Request) : null;
        var late = background.Start(async ending =>
        {
            await Task.Delay(fault.Delay, time, ending);
            answer ??= routes.CarryOut(exchange.Request);
        });
        // On record only now that the wait has begun: who reads the record may move the clock.
        Note(exchange, fault);
        if (fault is { Kind: SandboxFaultKind.LateEffect, Hang: false })
        {
            exchange.Context.Abort();
            return;
        }
        await late;
        if (answer is null || exchange.Context.RequestAborted.IsCancellationRequested)
        {
            exchange.Context.Abort();
        }
        else
        {
            await AnswerAsync(exchange, answer);
        }
    }

    private async Task AnswerBrokenAsync(Exchange exchange, ApiAnswer answer, bool html)
    {
        exchange.Line.Complete(entry => entry with { Status = answer.Status });
        var whole = writer.ToBytes(answer);
        var (type, body) = html ? ("text/html; charset=utf-8", Page) : ("application/json; charset=utf-8", whole[..(whole.Length / 2)]);
        await AnswerWriter.WriteAsync(exchange.Context.Response, answer.Status, exchange.Limits, type, body);
    }

    private static void Note(Exchange exchange, SandboxFault fault) =>
        exchange.Line.Complete(entry => entry with { Fault = fault.Kind });

    private static ApiAnswer ErrorOf(SandboxFault fault) => ApiAnswer.InternalError(fault.Status, "Something went wrong.");
}
