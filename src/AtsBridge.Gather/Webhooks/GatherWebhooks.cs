namespace AtsBridge.Gather.Webhooks;

/// <summary>Takes a webhook of Gather: first proven, and only then read.</summary>
/// <param name="settings">The secrets and how old a webhook may be.</param>
/// <param name="sink">The name of the sink in the configuration.</param>
internal sealed class GatherWebhooks(GatherSettings settings, string sink)
{
    private readonly WebhookVerification _verification = new(settings);

    internal WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (!_verification.IsConfigured)
        {
            return new WebhookResult.NotConfigured(
                $"sink '{sink}' has no WebhookSecret: set the environment variable AtsBridge__Sinks__{sink}__Options__WebhookSecret to the secret that Gather signs with");
        }

        return _verification.Fault(body.Span, headers, now) is { } fault
            ? new WebhookResult.Refused(fault)
            : WebhookBody.Read(body, latest: now + settings.WebhookTolerance);
    }
}
