using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Tests.Fakes;

[Adapter("gather", Settings = typeof(FakeGatherSettings))]
public sealed class FakeGatherSink : IInviteSink
{
    public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();
}

public sealed class FakeGatherSettings : IValidatableObject
{
    [Required]
    public Uri BaseUrl { get; init; } = new("https://api.example.com");

    [Required]
    public string ApiKey { get; init; } = "";

    public string? WebhookSecret { get; init; }

    public IReadOnlyList<RateLimit>? RateLimits { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // An author who quotes what must not be quoted.
        if (ApiKey.Length > 0 && !ApiKey.StartsWith("qapi_", StringComparison.Ordinal))
        {
            yield return new ValidationResult($"ApiKey '{ApiKey}' does not start with qapi_.", [nameof(ApiKey)]);
        }
    }
}
