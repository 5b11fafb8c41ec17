namespace AtsBridge.Storage;

/// <summary>What a process wants of the store.</summary>
public enum StoreAccess
{
    /// <summary>The one host: creates and migrates the store, and keeps every other host out while it lives.</summary>
    Host,

    /// <summary>An operator's command beside a running host: may write, takes no host lock for longer than a migration.</summary>
    Operator,

    /// <summary>Looks only: nothing that it does reaches the store's file.</summary>
    ReadOnly,
}
