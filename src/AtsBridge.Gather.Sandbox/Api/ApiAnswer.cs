using System.Text.Json.Nodes;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>A status and a body that is complete but for its meta, which is added when the answer leaves.</summary>
internal sealed record ApiAnswer(int Status, JsonObject Body)
{
    /// <summary>Of a list; goes into the meta.</summary>
    public JsonObject? Pagination { get; init; }

    /// <summary>Of a redirect.</summary>
    public Uri? Location { get; init; }

    public static ApiAnswer Success(int status, JsonNode data) => new(status, new JsonObject { ["data"] = data });

    public static ApiAnswer Error(int status, string code, string message, JsonObject? details = null) =>
        new(status, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["details"] = details ?? [] },
        });

    public static ApiAnswer InternalError(int status, string message) => Error(status, "INTERNAL_ERROR", message);

    public static ApiAnswer Unauthorized(bool headerIsMissing) => Error(
        401, "UNAUTHORIZED", headerIsMissing ? "The API key is missing." : "The API key is not valid.",
        headerIsMissing ? new JsonObject { ["expectedFormat"] = "x-api-key: qapi_<key>" } : null);

    public static ApiAnswer RateLimited(int limit, DateTimeOffset resetAt) => Error(
        429, "RATE_LIMIT_EXCEEDED", "Too many requests.",
        new JsonObject { ["limit"] = limit, ["remaining"] = 0, ["resetAt"] = Json.Moment(resetAt) });
}
