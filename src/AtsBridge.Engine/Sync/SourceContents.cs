namespace AtsBridge.Sync;

/// <summary>What a set of a source holds.</summary>
public enum SourceContents
{
    /// <summary>All of it: what is missing has vanished, and a set of half the size is suspicious.</summary>
    Full,

    /// <summary>Only what changed.</summary>
    Changes,
}
