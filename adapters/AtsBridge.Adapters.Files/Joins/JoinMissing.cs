namespace AtsBridge.Adapters.Files.Joins;

/// <summary>What becomes of a record whose row is not in the joined file.</summary>
public enum JoinMissing
{
    /// <summary>It is quarantined: a file that is cut off must not look as if people had left their stages.</summary>
    Quarantine,

    /// <summary>The fields that would come from there are empty.</summary>
    Empty,
}
