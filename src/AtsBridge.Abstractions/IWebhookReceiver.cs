namespace AtsBridge;

/// <summary>
/// Optional, for sinks and sources: proves that an HTTP request is the platform's, and says what it tells. The host listens,
/// bounds body and time, answers, and keeps what was told; nothing of that belongs here.
/// </summary>
public interface IWebhookReceiver
{
    /// <summary>
    /// Verifies and translates one request. Pure: no I/O and no memory of earlier ones (the engine knows a delivery that comes
    /// again), and never an exception, whatever came in. Where the secret is not configured, the answer to every request is
    /// <see cref="WebhookResult.NotConfigured"/>.
    /// </summary>
    /// <param name="body">The bytes as they arrived; signatures are made over these and nothing else.</param>
    /// <param name="headers">By name without regard to case; lines of one name joined by commas.</param>
    /// <param name="now">Now, UTC: how old a request is counts from here.</param>
    WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now);
}
