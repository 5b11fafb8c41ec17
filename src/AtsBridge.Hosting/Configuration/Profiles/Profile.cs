using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Profiles;

/// <summary>What is known of one vendor's system, as data: options that a source takes over with <c>"Profile": "name"</c>.</summary>
public sealed class Profile
{
    /// <summary>What stands between two options of which either will do.</summary>
    internal const string Or = " or ";

    internal Profile(string name, IConfigurationRoot file)
    {
        Name = name;
        Vendor = file["About:Vendor"] ?? name;
        Needs = List(file.GetSection("About:Needs"));
        Unsure = List(file.GetSection("About:Unsure"));
        Options = file.GetSection(nameof(Options));
    }

    /// <summary>Its name in the configuration.</summary>
    public string Name { get; }

    /// <summary>The vendor and the product, for people.</summary>
    public string Vendor { get; }

    /// <summary>The options that only the customer knows, such as <c>BaseUrl</c> or <c>Authentication:Token</c>; <c> or </c> stands between two of which either will do.</summary>
    public IReadOnlyList<string> Needs { get; }

    /// <summary>What could not be confirmed, and may have to be set otherwise.</summary>
    public IReadOnlyList<string> Unsure { get; }

    /// <summary>The options that it brings.</summary>
    internal IConfigurationSection Options { get; }

    private static List<string> List(IConfigurationSection section) => [.. section.GetChildren().Select(c => c.Value).OfType<string>()];
}
