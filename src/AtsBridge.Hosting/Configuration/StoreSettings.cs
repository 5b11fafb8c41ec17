namespace AtsBridge.Hosting.Configuration;

/// <summary>Where the ledger is kept. A class and not a record: a record would print a password.</summary>
public sealed class StoreSettings
{
    /// <summary>The kind of database.</summary>
    public StoreProvider Provider { get; init; }

    /// <summary>How to open it; the path of a file in it is absolute.</summary>
    public required string ConnectionString { get; init; }
}
