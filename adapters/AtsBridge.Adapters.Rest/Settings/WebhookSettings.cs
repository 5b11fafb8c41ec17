using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>What the vendor posts to <c>/sources/{source}/webhooks</c>, how it is verified and what it tells.</summary>
public sealed record WebhookSettings
{
    /// <summary>The secret that signs. Absent: no webhook is believed.</summary>
    public string? Secret { get; init; }

    /// <summary>How a request is proven.</summary>
    [Required]
    public SignatureSettings? Signature { get; init; }

    /// <summary>The path of the event's name in the body. Default none.</summary>
    public string? Event { get; init; }

    /// <summary>The header with the event's name. Default none.</summary>
    public string? EventHeader { get; init; }

    /// <summary>The path of a flag that is true in a trial, which is acknowledged and ignored. Default none.</summary>
    public string? Test { get; init; }

    /// <summary>
    /// Only events with these texts at these paths, such as <c>"linked_account.id": "…"</c>, where one address is told of many accounts; any other is acknowledged and
    /// ignored. Default all.
    /// </summary>
    public Dictionary<string, string> Where { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The header of the handshake that the vendor wants back. Default none.</summary>
    public string? Handshake { get; init; }

    /// <summary>What each event tells, by its name. Any other is acknowledged and ignored.</summary>
    public Dictionary<string, WebhookEventSettings> Events { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where each canonical field is in an event's records. Absent: where it is in the records of the list.</summary>
    public FieldMap? Fields { get; init; }

    /// <summary>Without the secret: whatever prints settings must not print a key.</summary>
    /// <returns>How a request is proven.</returns>
    public override string ToString() => $"{Signature}";
}
