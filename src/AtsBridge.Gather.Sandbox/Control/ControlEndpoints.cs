using System.Text.Json;
using System.Text.Json.Serialization;
using AtsBridge.Gather.Sandbox.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtsBridge.Gather.Sandbox.Control;

/// <summary>
/// <c>/sandbox/…</c>: what the real platform does not have. Needs no key and counts against no limit. Everything here is also a
/// member of <see cref="GatherSandbox"/>, for those in the same process.
/// </summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void Map(IEndpointRouteBuilder routes, GatherSandbox sandbox, int maxBodyBytes)
    {
        Map(routes, "GET", "/sandbox/audit", _ => sandbox.Audit);
        Map(routes, "GET", "/sandbox/requests", _ => sandbox.Requests);
        Map(routes, "GET", "/sandbox/faults", _ => sandbox.Faults);
        Map(routes, "DELETE", "/sandbox/faults", _ => Done(sandbox.ClearFaults));
        MapWithBody<SandboxFault>(routes, "/sandbox/faults", maxBodyBytes, (_, fault) => Done(() => sandbox.AddFault(fault)));
        MapWithBody<SandboxWebhookFault>(routes, "/sandbox/webhook-faults", maxBodyBytes, (_, fault) => Done(() => sandbox.AddWebhookFault(fault)));
        MapWithBody<KeyBody>(routes, "/sandbox/keys", maxBodyBytes, (_, body) => Done(() => sandbox.AddKey(body.Key)));
        Map(routes, "DELETE", "/sandbox/keys/{key}", context => Done(() => sandbox.RevokeKey(Value(context, "key"))));
        MapWithBody<CandidateBody>(routes, "/sandbox/candidates", maxBodyBytes, (_, body) => new { id = body.AddTo(sandbox) });
        MapWithBody<StatusBody>(
            routes, "/sandbox/candidate-interviews/{id}/status", maxBodyBytes,
            (context, body) => Done(() => sandbox.SetStatus(Value(context, "id"), body.Status)));
        routes.MapMethods("/sandbox/reset", ["POST"], async (HttpContext context) =>
        {
            await sandbox.ResetAsync();
            await WriteAsync(context, 200, new { done = true });
        });
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string path, Func<HttpContext, object> act) =>
        routes.MapMethods(path, [method], (HttpContext context) => AnswerAsync(context, () => act(context)));

    private static void MapWithBody<T>(IEndpointRouteBuilder routes, string path, int maxBodyBytes, Func<HttpContext, T, object> act) =>
        routes.MapMethods(path, ["POST"], async (HttpContext context) =>
        {
            var request = await RequestReader.ReadAsync(context.Request, maxBodyBytes);
            await AnswerAsync(context, () => act(context, JsonSerializer.Deserialize<T>(request.Body ?? [], Format)
                ?? throw new JsonException("The body is null; send a JSON object.")));
        });

    private static async Task AnswerAsync(HttpContext context, Func<object> act)
    {
        object answer;
        var status = 200;
        try
        {
            answer = act();
        }
        catch (Exception mistake) when (mistake is ArgumentException or JsonException)
        {
            (status, answer) = (400, new { error = new { code = "VALIDATION_ERROR", message = mistake.Message } });
        }
        catch (KeyNotFoundException missing)
        {
            (status, answer) = (404, new { error = new { code = "NOT_FOUND", message = missing.Message } });
        }
        await WriteAsync(context, status, answer);
    }

    private static Task WriteAsync(HttpContext context, int status, object answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, answer.GetType(), Format, context.RequestAborted);
    }

    private static object Done(Action act)
    {
        act();
        return new { done = true };
    }

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private sealed record KeyBody(string Key);

    private sealed record StatusBody(string Status);

    private sealed record CandidateBody(
        string FirstName, string LastName, string? Email, string? Phone, string? ExternalId, bool SmsOptIn, string? TimeZone, bool Archived)
    {
        public string AddTo(GatherSandbox sandbox) => sandbox.AddCandidate(FirstName, LastName, Email, Phone, ExternalId, SmsOptIn, TimeZone, Archived);
    }
}
