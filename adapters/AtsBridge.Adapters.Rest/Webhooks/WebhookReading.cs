using System.Collections.Frozen;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>From a vendor's request to what it tells: proven first, then read.</summary>
internal sealed class WebhookReading
{
    private const int LongestHandshake = 512;
    private const int LongestName = 100;

    private readonly WebhookSettings? _settings;
    private readonly Signature? _signature;
    private readonly JsonPath? _event;
    private readonly JsonPath? _test;
    private readonly List<(JsonPath Path, string Text)> _where;
    private readonly FrozenDictionary<string, WebhookEvent> _events;

    public WebhookReading(RestSettings settings)
    {
        _settings = settings.Webhook;
        _signature = _settings is { Secret: { Length: > 0 } secret, Signature: { } signature } ? new Signature(signature, secret) : null;
        _event = _settings?.Event is { } at ? JsonPath.Parse(at) : null;
        _test = _settings?.Test is { } test ? JsonPath.Parse(test) : null;
        _where = [.. (_settings?.Where ?? []).Select(w => (JsonPath.Parse(w.Key), w.Value))];
        var records = new WebhookRecords(_settings?.Fields ?? settings.Fields!, settings.Limits, settings.Application is not null);
        _events = (_settings?.Events ?? []).ToFrozenDictionary(e => e.Key, e => new WebhookEvent(e.Value, records), StringComparer.OrdinalIgnoreCase);
    }

    public WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (_settings is null || _signature is null)
        {
            return new WebhookResult.NotConfigured(_settings is null ? "Set Webhook, or a Profile of a vendor that has webhooks." : "Set Webhook:Secret to the secret that the vendor signs with.");
        }

        using var request = new WebhookRequest(body, headers);
        if (Handshake(request) is { } handshake)
        {
            return handshake;
        }

        if (_signature.FaultOf(request, now) is { } fault)
        {
            return new WebhookResult.Refused(fault);
        }

        if (request.Root is null)
        {
            return new WebhookResult.Ignored("a body that is no JSON");
        }

        if (string.Equals(request.Text(_test), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new WebhookResult.Ignored("a trial");
        }

        if (_where.Exists(w => !string.Equals(request.Text(w.Path), w.Text, StringComparison.Ordinal)))
        {
            return new WebhookResult.Ignored("an event of another account");
        }

        var name = (_settings.EventHeader is { } header ? request.Header(header) : null) ?? request.Text(_event) ?? "";
        return _events.TryGetValue(name.Trim(), out var known) ? known.Read(name.Trim(), request) : new WebhookResult.Ignored(Shown(name));
    }

    /// <summary>Nobody signs it, and the answer tells nobody more than they have sent.</summary>
    private WebhookResult.Handshake? Handshake(WebhookRequest request) =>
        _settings!.Handshake is { } name && request.Header(name) is { Length: > 0 and <= LongestHandshake } value && HeaderText.IsValue(value)
            && (_settings.Signature!.Header is null || request.Header(_settings.Signature.Header) is null)
            ? new WebhookResult.Handshake(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [name] = value }) : null;

    /// <summary>A name of an event, and nothing that somebody has put in its place.</summary>
    private static string Shown(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':') ? name : "an event without a name that is known";
}
