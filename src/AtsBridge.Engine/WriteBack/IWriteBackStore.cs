namespace AtsBridge.WriteBack;

/// <summary>
/// News of invites that routes owe their sources. They come to be in the transaction that sends an invite or moves its status, so that
/// none is lost and none is told that did not happen. Implemented by the storage.
/// </summary>
public interface IWriteBackStore
{
    /// <summary>Says which routes tell; news begin from now on, and what the others owed is forgotten.</summary>
    /// <param name="routes">Their names.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task SetRoutesAsync(IReadOnlyCollection<string> routes, CancellationToken cancellationToken);

    /// <summary>News that are due, the oldest first.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<IReadOnlyList<OwedNews>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>It is told. Where the invite has changed since, there is further news, and it stays owed.</summary>
    /// <param name="told">What was told.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task ToldAsync(IReadOnlyList<OwedNews> told, CancellationToken cancellationToken);

    /// <summary>It could not be told.</summary>
    /// <param name="owed">What.</param>
    /// <param name="notBefore">When it is tried again, UTC; null: not before there is further news.</param>
    /// <param name="fault">Why. No candidate's data.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task PutOffAsync(OwedNews owed, DateTimeOffset? notBefore, string fault, CancellationToken cancellationToken);
}
