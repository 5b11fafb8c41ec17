namespace AtsBridge.Sync;

/// <summary>Opens passes over sources. Implemented by the storage.</summary>
public interface ISyncStore
{
    /// <summary>Opens a pass over one source.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="mode">In <see cref="SyncMode.Plan"/> nothing that the session does reaches the store's file.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<ISyncSession> OpenAsync(string source, SyncMode mode, CancellationToken cancellationToken);
}
