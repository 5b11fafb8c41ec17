using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class InviteSection
{
    [Required]
    public string? InterviewId { get; init; }

    public List<DeliveryChannel>? DeliveryTypes { get; init; }

    [Range(1, 365)]
    public int? ExpiryDays { get; init; }

    public Uri? ExternalRedirectUri { get; init; }

    public Uri? WebhookUrl { get; init; }
}
