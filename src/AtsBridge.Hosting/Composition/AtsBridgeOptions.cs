using AtsBridge.Hosting.Discovery;
using AtsBridge.Storage;

namespace AtsBridge.Hosting.Composition;

/// <summary>What the caller of <c>AddAtsBridge</c> may choose.</summary>
public sealed class AtsBridgeOptions
{
    /// <summary>The folder that relative paths of the configuration refer to. Default: the working directory.</summary>
    public string BaseDirectory { get; set; } = Environment.CurrentDirectory;

    /// <summary>How the store is opened. Default: as the one host that syncs and delivers.</summary>
    public StoreAccess StoreAccess { get; set; } = StoreAccess.Host;

    /// <summary>
    /// Where adapters are looked for. Default: beside the executable, where a single-file publish has none:
    /// <c>options.Adapters.AddAdapter&lt;CsvSource&gt;()</c>. Plugins are found by the configuration's <c>AtsBridge:Plugins</c> in any case.
    /// </summary>
    public AdapterScan Adapters { get; set; } = new();
}
