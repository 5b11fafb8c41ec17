using Polly.CircuitBreaker;

namespace AtsBridge.Hosting.Http;

/// <summary>
/// An open breaker means that nothing was sent. Said in the words of HttpClient, so that a sink, which does not know Polly, can
/// tell it from a request that was cut off.
/// </summary>
internal sealed class BrokenCircuitHandler : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, "Nothing was sent: too many requests to this sink failed just now, and it is left alone for some seconds.", exception);
        }
    }
}
