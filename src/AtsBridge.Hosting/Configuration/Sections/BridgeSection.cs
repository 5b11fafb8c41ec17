namespace AtsBridge.Hosting.Configuration.Sections;

/// <summary>What may stand under <c>AtsBridge</c>. The classes of this folder are the file's shape; the binder walks them.</summary>
internal sealed class BridgeSection
{
    public StoreSection Store { get; init; } = new();

    /// <summary>Read ahead of the rest, because what it holds says which adapters there are: see <see cref="PluginsReading"/>.</summary>
    public string? Plugins { get; init; }

    public Dictionary<string, SourceSection> Sources { get; init; } = [];

    public Dictionary<string, SinkSection> Sinks { get; init; } = [];

    public List<RouteSection> Routes { get; init; } = [];

    public ErasureSection Erasure { get; init; } = new();

    /// <summary>Read by the command that records a source.</summary>
    public RecordingSection Recording { get; init; } = new();

    public RetentionSection Retention { get; init; } = new();
}
