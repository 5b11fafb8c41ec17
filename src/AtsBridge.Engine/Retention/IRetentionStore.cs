namespace AtsBridge.Retention;

/// <summary>
/// What retention needs of the store. Implemented by the storage; every call is one small transaction, so that others get their turn
/// in between.
/// </summary>
public interface IRetentionStore
{
    /// <summary>
    /// Removes runs that began before a moment, with their quarantine. Stay: the newest of every source, those of them that changed
    /// something (guards compare with those), its last good one, its baseline, and whatever still runs.
    /// </summary>
    /// <param name="before">The moment.</param>
    /// <param name="keep">How many of the newest stay.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>How many were removed; 0: none is left to remove.</returns>
    Task<int> RemoveRunsAsync(DateTimeOffset before, int keep, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Removes requests that ended before a moment and whose invite is over (a question for a status in any case), and webhooks that
    /// were worked off before it.
    /// </summary>
    /// <param name="before">The moment.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>How many were removed; 0: none is left to remove.</returns>
    Task<int> RemoveAttemptsAsync(DateTimeOffset before, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Reduces applications of a source that have been as they are since before a moment, and what their invites asked for, where
    /// those can't be sent any more. One that is changed meanwhile is left alone.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="before">The moment.</param>
    /// <param name="after">The key to go on from; empty at first.</param>
    /// <param name="reduce">What stays of an application that is present in its source, or is not; null: it stays as it is.</param>
    /// <param name="present">Whether those that are present are looked at, too.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="most">At most so many are looked at.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>How many were reduced, and the key to go on from; null: all were looked at.</returns>
    Task<(int Reduced, string? Next)> ReduceAsync(
        string source, DateTimeOffset before, string after, Func<Application, bool, Application?> reduce, bool present, DateTimeOffset now, int most,
        CancellationToken cancellationToken);
}
