using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Storage;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Cli.Inference;

/// <summary>Hands a file to every source adapter that can show a sample, plugins included; each says by itself whether the format is its own.</summary>
/// <param name="catalog">The adapters that there are.</param>
/// <param name="most">How many records are looked at.</param>
internal sealed class SampleSearch(AdapterCatalog catalog, int most)
{
    private const string Name = "sample";

    /// <summary>The samples, by adapter.</summary>
    internal Dictionary<string, SourceSample> Found { get; } = new(StringComparer.Ordinal);

    /// <summary>What adapters said that can't read it.</summary>
    internal List<string> Refusals { get; } = [];

    internal async Task LookAsync(string file, IReadOnlyDictionary<string, string> options, string? adapter, CancellationToken cancellationToken)
    {
        foreach (var found in catalog.Found.Where(a => a.Kind == AdapterKind.Source && a.Type.IsAssignableTo(typeof(ISampler))))
        {
            if (adapter is null || string.Equals(adapter, found.Name, StringComparison.OrdinalIgnoreCase))
            {
                await TryAsync(found.Name, file, options, cancellationToken);
            }
        }
    }

    /// <summary>The one in which most places are known by their names; null where there is none, or several.</summary>
    internal KeyValuePair<string, SourceSample>? Best()
    {
        var ranked = Found.GroupBy(f => f.Value.Places.Count(p => p.Field is not null)).OrderByDescending(g => g.Key).FirstOrDefault()?.ToList();
        return ranked is [var one] ? one : null;
    }

    private async Task TryAsync(string adapter, string file, IReadOnlyDictionary<string, string> options, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(file)!;
        var prefix = $"AtsBridge:Sources:{Name}";
        var written = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{prefix}:Adapter"] = adapter,
            [$"{prefix}:Options:Path"] = file,
        };
        foreach (var (key, value) in options)
        {
            written[$"{prefix}:Options:{key}"] = value;
        }

        var raw = new ConfigurationBuilder().AddInMemoryCollection(written).Build();
        var reading = ConfigurationReader.Read(raw, catalog, folder);
        if (reading.Configuration is not { } configuration)
        {
            Refusals.Add($"{adapter}: {string.Join(" ", reading.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Message))}");
            return;
        }

        try
        {
            await using var session = BridgeSession.Open(configuration, new(raw, catalog, folder, configuration, []), StoreAccess.ReadOnly);
            if (session.Sources.Find(Name)?.Reader is ISampler sampler)
            {
                Found[adapter] = await sampler.SampleAsync(most, cancellationToken);
            }
        }
        catch (SourceException exception)
        {
            Refusals.Add($"{adapter}: {exception.Message}");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // One adapter's fault is no reason not to ask the next one; what it says may quote the file.
            Refusals.Add($"{adapter}: it threw {exception.GetType().Name}. Tell the adapter's author.");
        }
    }
}
