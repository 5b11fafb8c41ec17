using System.Net;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Wire;

/// <summary>What Gather answered, with the drift between its published shapes taken out.</summary>
/// <param name="sink">The name of the sink in the configuration.</param>
/// <param name="call">What was asked.</param>
/// <param name="status">The status.</param>
/// <param name="body">What came with it.</param>
/// <param name="movedTo">Where a redirect points.</param>
internal sealed class GatherAnswer(string sink, GatherCall call, HttpStatusCode status, AnswerBody body, Uri? movedTo)
{
    private readonly JObject? _error = body.Json?["error"] as JObject;

    internal HttpStatusCode Status { get; } = status;

    internal bool IsSuccess => (int)Status is >= 200 and < 300;

    internal bool IsRedirect => (int)Status is >= 300 and < 400;

    internal BodyState BodyState => body.State;

    internal string? Code => Values.Text(_error?["code"]);

    internal string? Message => Values.Text(_error?["message"]);

    internal string? Field => Values.Text(Details?["field"]);

    internal string? Reason => Values.Text(Details?["reason"]);

    internal string? Resource => Values.Text(Details?["resource"]);

    internal DateTimeOffset? ResetAt => Values.Moment(Details?["resetAt"]);

    /// <summary>When Gather answered, by its own clock; null where it does not say.</summary>
    internal DateTimeOffset? At => Values.Moment((body.Json?["meta"] as JObject)?["timestamp"]);

    /// <summary>A 404 of Gather itself. One without its envelope comes from something else at that address, and proves nothing.</summary>
    internal bool IsNotFound => Status == HttpStatusCode.NotFound && _error is not null;

    /// <summary>The host that a redirect points to; the rest of the address could hold anything.</summary>
    internal string? MovedTo => movedTo is { IsAbsoluteUri: true } ? movedTo.GetLeftPart(UriPartial.Authority) : null;

    private JObject? Details => _error?["details"] as JObject;

    /// <summary>The resource itself, whether it stands in <c>data</c> or one level deeper.</summary>
    /// <param name="name">Its name where it stands deeper.</param>
    /// <exception cref="SinkException">It is not there.</exception>
    internal JObject One(string name)
    {
        var data = body.Json?["data"] as JObject;
        if (Values.Id(data?["id"]) is not null)
        {
            return data!;
        }

        return data?[name] is JObject inner && Values.Id(inner["id"]) is not null ? inner : throw Unreadable();
    }

    /// <summary>The page of a list, whether it stands in <c>data</c> or one level deeper.</summary>
    /// <param name="name">Its name where it stands deeper.</param>
    /// <exception cref="SinkException">It is not there.</exception>
    internal GatherList Many(string name) =>
        body.Json is { } json && GatherList.Read(json, name) is { } list ? list : throw Unreadable();

    /// <summary>A success that can't be understood. A read is simply done again; a write may have happened.</summary>
    internal SinkException Unreadable() => call.Writes
        ? Fault(SinkFault.Ambiguous, $" {body.Fault}: it may have been carried out, and is looked up before anything is sent again")
        : Fault(SinkFault.Transient, $" {body.Fault}: it will be asked again. If this stays, check that BaseUrl is Gather's");

    /// <summary>The answer as an exception: status, Gather's code and request id, and what follows. Nothing that a person wrote.</summary>
    internal SinkException Fault(SinkFault fault, string whatFollows, DateTimeOffset? until = null)
    {
        var code = Values.Id(_error?["code"]) is { } known ? " " + known : "";
        var id = Values.Id((body.Json?["meta"] as JObject)?["requestId"]) is { } request ? $" (request {request})" : "";
        var message = $"Sink '{sink}': {call.Label} was answered with {(int)Status}{code}{id}{whatFollows}.";
        return new SinkException(fault, message, body.Cause) { Until = until };
    }
}
