using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AtsBridge.Adapters.Rest.Settings;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>
/// Sends requests that only read: at the API's pace, again where a fault is a passing one, and in our words where it isn't. An answer
/// counts once it was read to its end, so that a page that is cut off is asked for again and no part of it is taken for the whole.
/// </summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http;
    private readonly RestSettings _settings;
    private readonly Waits _waits;
    private readonly Pace _pace;
    private readonly Tokens _tokens;
    private readonly Credentials _credentials;
    private readonly ResiliencePipeline<Answer> _gets;
    private readonly ResiliencePipeline<Answer> _posts;

    public Caller(HttpClient http, RestSettings settings, TimeProvider time)
    {
        (_http, _settings) = (http, settings);
        _waits = new Waits(settings.Rate, time);
        _pace = new Pace(settings.Rate, time);
        _tokens = settings.Authentication.Scheme == AuthenticationScheme.Login ? new Login(http, settings, time) : new ClientCredentials(http, settings.Authentication, time);
        _credentials = new Credentials(settings.Authentication, _tokens);
        _gets = Pipeline(e => e is HttpRequestException or IOException or TimeoutRejectedException, time);
        // A POST or anything else whose fate is unknown is left to the next run, like any of ours.
        _posts = Pipeline(_ => false, time);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="buffer">Takes the answer's body.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer, with any status but those that mean that nobody can go on.</returns>
    /// <exception cref="SourceException">It can't be reached, doesn't let us in, is busy, or answered with what can't be an answer.</exception>
    public async Task<Answer> SendAsync(Call call, PageBuffer buffer, CancellationToken cancellationToken) =>
        AnswerFaults.CheckBody(await TellAsync(call, buffer, cancellationToken));

    /// <summary>The same where the answer's status says all.</summary>
    public async Task<Answer> TellAsync(Call call, PageBuffer buffer, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await (call.Method == HttpMethod.Get ? _gets : _posts).ExecuteAsync(async token => await AttemptAsync(call, buffer, token), cancellationToken);
            if (_waits.UntilMoreAreLeft(answer) is { } wait)
            {
                _pace.Rest(wait);
            }

            return AnswerFaults.Check(answer, _waits.AskedBy(answer));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SourceException(SourceFault.Unavailable, e is HttpRequestException or IOException or InvalidDataException
                ? $"{call.Place} can't be reached, or its answer was cut off ({Reason(e)}). The next run tries again."
                : string.Create(CultureInfo.InvariantCulture, $"{call.Place} did not answer within {_settings.Timeout.TotalSeconds:0.#} seconds. The next run tries again."), e);
        }
    }

    public void Dispose()
    {
        _pace.Dispose();
        _tokens.Dispose();
    }

    private ResiliencePipeline<Answer> Pipeline(Func<Exception, bool> isPassing, TimeProvider time)
    {
        var pipeline = new ResiliencePipelineBuilder<Answer> { TimeProvider = time };
        if (_settings.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions<Answer>
            {
                MaxRetryAttempts = _settings.Retries,
                UseJitter = false,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { } answer ? _waits.IsWorthAnother(answer) : arguments.Outcome.Exception is { } fault && isPassing(fault)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    (arguments.Outcome.Result is { } answer ? _waits.AskedBy(answer) : null) ?? Waits.Before(arguments.AttemptNumber)),
            });
        }

        return pipeline.AddTimeout(_settings.Timeout).Build();
    }

    private async Task<Answer> AttemptAsync(Call call, PageBuffer buffer, CancellationToken cancellationToken)
    {
        var (answer, canRenew) = await OnceAsync(call, buffer, cancellationToken);
        return answer.Status == HttpStatusCode.Unauthorized && canRenew ? (await OnceAsync(call, buffer, cancellationToken)).Answer : answer;
    }

    private async Task<(Answer Answer, bool CanRenew)> OnceAsync(Call call, PageBuffer buffer, CancellationToken cancellationToken)
    {
        await _pace.WaitAsync(cancellationToken);
        using var message = Message(call);
        var token = await _credentials.PutOnAsync(message, cancellationToken);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && token is not null)
        {
            _tokens.Forget(token);
        }

        await using var stream = Decoded(await response.Content.ReadAsStreamAsync(cancellationToken), response.Content.Headers);
        var body = await buffer.FillAsync(stream, response.Content.Headers.ContentEncoding.Count == 0 ? response.Content.Headers.ContentLength : null, cancellationToken)
            ?? throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{call.Place} answered with more than {_settings.Limits.MaxPageBytes:N0} bytes. Ask for smaller pages in Parameters, or raise Limits:MaxPageBytes."));
        return (new Answer(call, response.StatusCode, response.Headers, BodyText.AsUtf8(body, response.Content.Headers.ContentType, call)), token is not null);
    }

    private HttpRequestMessage Message(Call call)
    {
        var message = new HttpRequestMessage(call.Method, call.Address);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("AtsBridge", "1"));
        if (call.Body is { } body)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in _settings.Headers.Concat(call.Headers))
        {
            Set(message, name, value);
        }

        return message;
    }

    /// <summary>What the settings name replaces what is usual.</summary>
    private static void Set(HttpRequestMessage message, string name, string value)
    {
        if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            message.Content?.Headers.ContentType = MediaTypeHeaderValue.TryParse(value, out var type) ? type : message.Content.Headers.ContentType;
            return;
        }

        message.Headers.Remove(name);
        message.Headers.TryAddWithoutValidation(name, value);
    }

    private static Stream Decoded(Stream stream, HttpContentHeaders headers) => headers.ContentEncoding.SingleOrDefault()?.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
        "DEFLATE" => new ZLibStream(stream, CompressionMode.Decompress),
        "BR" => new BrotliStream(stream, CompressionMode.Decompress),
        _ => stream,
    };

    private static string Reason(Exception e) => e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? http.HttpRequestError.ToString() : e.GetType().Name;
}
