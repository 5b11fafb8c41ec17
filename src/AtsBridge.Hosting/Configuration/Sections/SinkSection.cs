using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class SinkSection
{
    [Required]
    public string? Adapter { get; init; }

    public IConfigurationSection? Options { get; init; }

    public DeliverySection Delivery { get; init; } = new();
}
