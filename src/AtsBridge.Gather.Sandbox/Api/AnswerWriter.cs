using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Gather.Sandbox.Limits;
using AtsBridge.Gather.Sandbox.State;
using Microsoft.AspNetCore.Http;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>Puts answers on the wire: meta, limit headers, bytes.</summary>
internal sealed class AnswerWriter(Platform platform, TimeProvider time)
{
    public byte[] ToBytes(ApiAnswer answer)
    {
        var meta = new JsonObject { ["timestamp"] = Json.Moment(time.GetUtcNow()) };
        lock (platform.Gate)
        {
            meta["requestId"] = platform.NextRequestId();
        }

        if (answer.Pagination is { } pagination)
        {
            meta["pagination"] = pagination;
        }

        answer.Body["meta"] = meta;
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(answer.Body);
    }

    public static async Task WriteAsync(HttpResponse response, int status, LimitState? limits, string contentType, ReadOnlyMemory<byte> body, Uri? location = null)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (location is not null)
        {
            response.Headers.Location = location.AbsoluteUri;
        }

        if (limits is not null)
        {
            response.Headers["X-RateLimit-Limit"] = limits.Limit.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Remaining"] = limits.Remaining.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Reset"] = limits.ResetUnixSeconds.ToString(CultureInfo.InvariantCulture);
        }
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }
}
