using AtsBridge.Gather.Sandbox.Audit;
using AtsBridge.Gather.Sandbox.Faults;
using AtsBridge.Gather.Sandbox.Limits;
using Microsoft.AspNetCore.Http;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>The way of a request: read, key, limits, fault, effect, answer.</summary>
internal sealed class ApiPipeline(
    GatherSandboxOptions options, ApiKeys keys, RateLimits limits, FaultPlan faults, FaultyExchange exchange, RequestLog log)
{
    public async Task HandleAsync(HttpContext context)
    {
        ApiRequest request;
        try
        {
            request = await RequestReader.ReadAsync(context.Request, options.MaxBodyBytes);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client left before its request was whole: there is nothing to carry out and nobody to answer.
            context.Abort();
            return;
        }
        var line = log.Open(request.Method, request.Path);
        var key = context.Request.Headers["x-api-key"].ToString();
        if (!keys.IsValid(key))
        {
            await exchange.AnswerAsync(new Exchange(context, request, line, limits.Untouched()), ApiAnswer.Unauthorized(key.Length == 0));
            return;
        }
        var permit = limits.TryTake(key);
        var admitted = new Exchange(context, request, line, permit);
        if (permit is { Allowed: false })
        {
            await exchange.AnswerAsync(admitted, ApiAnswer.RateLimited(permit.Limit, permit.ResetAt));
            return;
        }
        line.Complete(entry => entry with { Counted = true });
        await exchange.RunAsync(admitted, faults.Next(request.Method, request.Path));
    }
}
