namespace AtsBridge.Adapters.Files.Joins;

/// <summary>Which row counts where several have the same key.</summary>
public enum JoinTake
{
    /// <summary>Only one may: a record that several belong to is quarantined.</summary>
    Only,

    /// <summary>The first in the file.</summary>
    First,

    /// <summary>The last in the file.</summary>
    Last,
}
