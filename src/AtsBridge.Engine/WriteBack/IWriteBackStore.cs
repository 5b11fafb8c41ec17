namespace AtsBridge.WriteBack;

/// <summary>
/// News of invites that routes owe their sources, have told them, and were refused. They come to be in the transaction that sends an invite or moves its status, so that
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
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task ToldAsync(IReadOnlyList<OwedNews> told, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>It could not be told.</summary>
    /// <param name="owed">What.</param>
    /// <param name="at">When that was, UTC.</param>
    /// <param name="notBefore">When it is tried again, UTC; null: not before there is further news, or a person wants it.</param>
    /// <param name="fault">Why. No candidate's data.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task PutOffAsync(OwedNews owed, DateTimeOffset at, DateTimeOffset? notBefore, string fault, CancellationToken cancellationToken);

    /// <summary>News, those of the newest invites first.</summary>
    Task<IReadOnlyList<NewsEntry>> ListAsync(NewsFilter filter, CancellationToken cancellationToken);

    /// <summary>How many news a filter chooses in each state, whatever its limit and its states.</summary>
    Task<IReadOnlyDictionary<NewsState, long>> CountAsync(NewsFilter filter, CancellationToken cancellationToken);

    /// <summary>Has news told again, as if they had never been tried: in one transaction, so that all of it happens or nothing.</summary>
    /// <param name="chosen">As they were listed. Those that are gone are passed over, and those that were told since then, or a note would stand there twice.</param>
    /// <param name="at">When, UTC; they are due from then on.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The invites of which news are told again.</returns>
    Task<IReadOnlyList<long>> RetryAsync(IReadOnlyCollection<NewsEntry> chosen, DateTimeOffset at, CancellationToken cancellationToken);
}
