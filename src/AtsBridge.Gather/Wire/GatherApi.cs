using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json;

namespace AtsBridge.Gather.Wire;

/// <summary>The wire: one call is one request, and what comes back is an answer or says what to do next.</summary>
internal sealed class GatherApi(GatherSettings settings, HttpClient http, string sink, TimeProvider time)
{
    private readonly string _root = settings.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private volatile RateReport? _reported;

    internal string Host => settings.BaseUrl.Authority;

    /// <summary>What the newest answer said of the limits.</summary>
    internal RateReport? Reported => _reported;

    /// <summary>Sends the call once.</summary>
    /// <returns>A success, a redirect or a refusal (4xx) that the caller must read.</returns>
    /// <exception cref="SinkException">No answer, 401, 429, or a status that leaves the outcome open.</exception>
    internal async Task<GatherAnswer> SendAsync(GatherCall call, CancellationToken cancellationToken)
    {
        using var request = Request(call);
        using var response = await ExchangeAsync(call, request, cancellationToken);
        _reported = Report(response) ?? _reported;
        var body = await AnswerBody.ReadAsync(response.Content, time, cancellationToken);
        var answer = new GatherAnswer(sink, call, response.StatusCode, body, response.Headers.Location);
        return Fault(call, answer, response) is { } fault ? throw fault : answer;
    }

    private HttpRequestMessage Request(GatherCall call)
    {
        var request = new HttpRequestMessage(call.Method, _root + call.Path);
        request.Headers.TryAddWithoutValidation("x-api-key", settings.ApiKey);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (call.Body is { } body)
        {
            request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>Headers only: the body is read within its own budget afterwards.</summary>
    private async Task<HttpResponseMessage> ExchangeAsync(GatherCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            throw Unanswered(call, fault);
        }
    }

    private SinkException Unanswered(GatherCall call, Exception fault)
    {
        var what = fault is HttpRequestException { HttpRequestError: var error } ? $"{fault.GetType().Name}, {error}" : fault.GetType().Name;
        // Exceptions of strangers in the pipeline may quote the address, and with it a person's e-mail: those are named, not kept.
        var inner = fault is HttpRequestException or OperationCanceledException or IOException ? fault : null;
        if (NothingWasSent(fault))
        {
            return new SinkException(
                SinkFault.Transient, $"Sink '{sink}': {call.Label} did not reach {Host} ({what}): nothing was sent, and it will be tried again.", inner);
        }

        return call.Writes
            ? new SinkException(
                SinkFault.Ambiguous,
                $"Sink '{sink}': {call.Label} got no answer ({what}): it may have been carried out, and is looked up before anything is sent again.",
                inner)
            : new SinkException(SinkFault.Transient, $"Sink '{sink}': {call.Label} got no answer ({what}): it will be asked again.", inner);
    }

    /// <summary>Only what fails before the first byte of a request counts. Everything unknown may have failed after the last one.</summary>
    private static bool NothingWasSent(Exception fault) => fault is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private SinkException? Fault(GatherCall call, GatherAnswer answer, HttpResponseMessage response) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => answer.Fault(SinkFault.Unauthorized, ": the key is not accepted. Set ApiKey of this sink to a valid one"),
        HttpStatusCode.TooManyRequests => RateLimited(answer, response),
        // Proxies say 408 also where the request went on to Gather; 303 says "done, look there".
        HttpStatusCode.RequestTimeout or HttpStatusCode.SeeOther => OutcomeOpen(call, answer),
        // Many say 302 to a write and mean 303.
        HttpStatusCode.Found when call.Writes => OutcomeOpen(call, answer),
        // What the refusal means stands in the body; refused it was, so trying again is safe.
        HttpStatusCode.BadRequest when answer.BodyState == BodyState.Cut =>
            answer.Fault(SinkFault.Transient, " and the reason was cut off: it was refused, and will be tried again"),
        >= HttpStatusCode.OK and < HttpStatusCode.InternalServerError => null,
        _ => OutcomeOpen(call, answer),
    };

    private static SinkException OutcomeOpen(GatherCall call, GatherAnswer answer) => call.Writes
        ? answer.Fault(SinkFault.Ambiguous, ": it may have been carried out, and is looked up before anything is sent again")
        : answer.Fault(SinkFault.Transient, ": it will be asked again");

    private SinkException RateLimited(GatherAnswer answer, HttpResponseMessage response)
    {
        var until = answer.ResetAt ?? ResetHeader(response) ?? RetryAfter(response);
        var moment = until?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "later (Gather does not say when)";
        return answer.Fault(SinkFault.RateLimited, $": the limit of this key is used up until {moment}", until);
    }

    private static RateReport? Report(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-RateLimit-Remaining", out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining)
        && ResetHeader(response) is { } reset
            ? new(remaining, reset)
            : null;

    private static DateTimeOffset? ResetHeader(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-RateLimit-Reset", out var values) ? Values.Moment(values.FirstOrDefault()?.Trim()) : null;

    private DateTimeOffset? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => time.GetUtcNow() + delta,
        { Date: { } date } => date,
        _ => null,
    };
}
