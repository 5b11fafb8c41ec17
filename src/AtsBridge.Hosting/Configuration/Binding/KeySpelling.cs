using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>
/// How a key is spelled that people choose, such as the name of a sink: as in the first provider that has it, which is the file. .NET
/// shows the spelling of the last one, so that <c>ATSBRIDGE__SINKS__GATHER__OPTIONS__APIKEY</c> would rename the sink to GATHER; and to
/// the store, which tells names apart by their letters, that is another sink, at which nobody was invited yet.
/// </summary>
internal sealed class KeySpelling(IConfiguration configuration)
{
    private readonly IReadOnlyList<IConfigurationProvider> _providers = [.. Providers(configuration)];

    /// <summary>The keys below a section, each once.</summary>
    internal IEnumerable<IConfigurationSection> Children(IConfigurationSection section) =>
        section.GetChildren().Select(c => c.Key).Select(key => section.GetSection(First(section.Path, key) ?? key));

    private string? First(string path, string key) => _providers
        .Select(p => p.GetChildKeys([], path).Where(k => string.Equals(k, key, StringComparison.OrdinalIgnoreCase)).Min(StringComparer.Ordinal))
        .FirstOrDefault(k => k is not null);

    private static IEnumerable<IConfigurationProvider> Providers(IConfiguration configuration) =>
        configuration is not IConfigurationRoot root ? []
        : root.Providers.SelectMany(p => p is ChainedConfigurationProvider { Configuration: IConfigurationRoot chained } ? Providers(chained) : [p]);
}
