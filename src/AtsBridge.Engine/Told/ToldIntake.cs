using System.Security.Cryptography;
using AtsBridge.Statuses;
using AtsBridge.Sync;

namespace AtsBridge.Told;

/// <summary>
/// Takes what an applicant tracking system tells by webhook: proven, put on record, and no more. What it means is worked off by
/// <see cref="ToldSync"/>, so that the system has its answer as soon as nothing can be lost any more.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class ToldIntake(IToldStore store, TimeProvider time)
{
    private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a source receives no webhooks, for the operator; null where it does.</summary>
    /// <param name="source">The source.</param>
    public string? ClosedBecause(ConfiguredSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Reader is not IWebhookReceiver receiver
            ? $"the adapter of source '{source.Name}' can't receive webhooks"
            : (receiver.Receive(default, NoHeaders, time.GetUtcNow()) as WebhookResult.NotConfigured)?.Reason;
    }

    /// <summary>Takes one request.</summary>
    /// <param name="source">The source at whose address it came.</param>
    /// <param name="body">The bytes as they arrived.</param>
    /// <param name="headers">By name without regard to case; lines of one name joined by commas.</param>
    /// <param name="cancellationToken">Ends the wait for the store; nothing is on record then, and the system is to try again.</param>
    public async Task<WebhookAnswer> TakeAsync(
        ConfiguredSource source, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Reader is not IWebhookReceiver receiver)
        {
            return new(WebhookVerdict.Closed, ClosedBecause(source)!);
        }

        return receiver.Receive(body, headers, time.GetUtcNow()) switch
        {
            WebhookResult.Applications a => await KeepAsync(source, body, a, cancellationToken),
            WebhookResult.Handshake h => new(WebhookVerdict.Ignored, "handshake") { Headers = h.Headers },
            WebhookResult.Ignored i => new(WebhookVerdict.Ignored, i.What),
            WebhookResult.Refused r => new(WebhookVerdict.Refused, r.Reason),
            WebhookResult.NotConfigured n => new(WebhookVerdict.Closed, n.Reason),
            var other => throw new InvalidOperationException($"Unexpected result {other.GetType().Name} of a source."),
        };
    }

    private async Task<WebhookAnswer> KeepAsync(ConfiguredSource source, ReadOnlyMemory<byte> body, WebhookResult.Applications told, CancellationToken cancellationToken)
    {
        // The body and not its signature: when the system tries again, it signs the same body at another time.
        var delivery = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        var taken = await store.ReceiveAsync(source.Name, delivery, new(0, told.Event, told.Records, told.ToRead, time.GetUtcNow()), cancellationToken);
        return new(taken ? WebhookVerdict.Taken : WebhookVerdict.Repeated, told.Event);
    }
}
