using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class SinkSection
{
    public string? Adapter { get; init; }

    public IConfigurationSection? Options { get; init; }

    public string? PersonExternalId { get; init; }

    public DeliverySection Delivery { get; init; } = new();
}
