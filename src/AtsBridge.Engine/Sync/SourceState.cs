using System.Collections.Immutable;

namespace AtsBridge.Sync;

/// <summary>What is remembered of a source between two runs.</summary>
public sealed record SourceState
{
    /// <summary>Where the last committed read ended; null before the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether a first sync has succeeded.</summary>
    public bool Baselined { get; init; }

    /// <summary>Applications that are in the source, as far as is known.</summary>
    public long Present { get; init; }

    /// <summary>A hash of the conversion rules that the stored fingerprints were made under.</summary>
    public string? RulesHash { get; init; }

    /// <summary>
    /// By what the adapter knows the last set again (<see cref="SourcePage.Mark"/>); null where it can't, or where something of that set
    /// is in quarantine: every set must name that anew.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>The route stages that had their first sync, each as <c>route|stage</c> in upper case.</summary>
    public ImmutableHashSet<string> RouteStages { get; init; } = [];
}
