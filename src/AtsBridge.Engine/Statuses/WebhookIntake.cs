using System.Security.Cryptography;
using AtsBridge.Delivery;

namespace AtsBridge.Statuses;

/// <summary>
/// Takes what a platform tells by webhook: proven, put on record, and no more. What it means for an invite is worked off later by
/// <see cref="StatusInbox"/>, so that the platform has its answer as soon as nothing can be lost any more.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class WebhookIntake(IStatusStore store, TimeProvider time)
{
    private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a sink receives no webhooks, for the operator; null where it does.</summary>
    /// <param name="sink">The sink.</param>
    public string? ClosedBecause(ConfiguredSink sink) => Closed(sink, time.GetUtcNow());

    /// <summary>Takes one request.</summary>
    /// <param name="sink">The sink at whose address it came.</param>
    /// <param name="body">The bytes as they arrived.</param>
    /// <param name="headers">By name without regard to case; lines of one name joined by commas.</param>
    /// <param name="cancellationToken">Ends the wait for the store; nothing is on record then, and the platform is to try again.</param>
    public async Task<WebhookAnswer> TakeAsync(
        ConfiguredSink sink, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var answer = await ProveAsync(sink, body, headers, cancellationToken);
        StatusInstruments.Answered(sink.Name, answer.Verdict);
        return answer;
    }

    internal static string? Closed(ConfiguredSink sink, DateTimeOffset now) => sink.Sink is not IWebhookReceiver receiver
        ? $"the adapter of sink '{sink.Name}' can't receive webhooks"
        : (receiver.Receive(default, NoHeaders, now) as WebhookResult.NotConfigured)?.Reason;

    private async Task<WebhookAnswer> ProveAsync(
        ConfiguredSink sink, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (sink.Sink is not IWebhookReceiver receiver)
        {
            return new(WebhookVerdict.Closed, Closed(sink, now)!);
        }

        return receiver.Receive(body, headers, now) switch
        {
            WebhookResult.Statuses s => await KeepAsync(sink, body, s.Reports, now, cancellationToken),
            WebhookResult.Handshake h => new(WebhookVerdict.Ignored, "handshake") { Headers = h.Headers },
            WebhookResult.Ignored i => new(WebhookVerdict.Ignored, i.What),
            WebhookResult.Refused r => new(WebhookVerdict.Refused, r.Reason),
            WebhookResult.NotConfigured n => new(WebhookVerdict.Closed, n.Reason),
            var other => throw new InvalidOperationException($"Unexpected result {other.GetType().Name}."),
        };
    }

    private async Task<WebhookAnswer> KeepAsync(
        ConfiguredSink sink, ReadOnlyMemory<byte> body, IReadOnlyList<StatusReport> reports, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The body and not its signature: when the platform tries again, it signs the same body at another time.
        var delivery = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        var taken = await store.ReceiveAsync(sink.Name, delivery, reports, now, cancellationToken);
        return new(taken ? WebhookVerdict.Taken : WebhookVerdict.Repeated, reports[0].Event);
    }
}
