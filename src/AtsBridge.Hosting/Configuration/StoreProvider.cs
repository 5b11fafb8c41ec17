namespace AtsBridge.Hosting.Configuration;

/// <summary>The databases that the ledger can be kept in.</summary>
public enum StoreProvider
{
    /// <summary>A file on this machine.</summary>
    Sqlite,

    /// <summary>A server for several nodes. Not in this version: naming it is an error.</summary>
    Postgres,
}
