using System.Text.Json.Nodes;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>A request that is answered with an error; thrown where the error is found, before anything is carried out.</summary>
internal sealed class ApiRefusal(ApiAnswer answer) : Exception("The request is refused.")
{
    public ApiAnswer Answer { get; } = answer;

    public static ApiRefusal Invalid(string field, string reason) => new(ApiAnswer.Error(
        400, "VALIDATION_ERROR", $"{field}: {reason}", new JsonObject { ["field"] = field, ["reason"] = reason }));

    public static ApiRefusal NotFound(string resource, string id) => new(ApiAnswer.Error(
        404, "NOT_FOUND", $"There is no such {resource}.", new JsonObject { ["resource"] = resource, ["id"] = id }));

    public static ApiRefusal Duplicate(DuplicateAnswer how, string field, string reason) => how == DuplicateAnswer.ValidationError
        ? Invalid(field, reason)
        : new ApiRefusal(ApiAnswer.Error(409, "CONFLICT", reason, new JsonObject { ["field"] = field, ["reason"] = reason }));
}
