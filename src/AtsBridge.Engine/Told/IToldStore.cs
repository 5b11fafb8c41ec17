namespace AtsBridge.Told;

/// <summary>What was told and is not worked off yet. Implemented by the storage; every method is one transaction.</summary>
public interface IToldStore
{
    /// <summary>Puts a delivery on record; when this returns, it survives whatever happens.</summary>
    /// <param name="source">The source.</param>
    /// <param name="delivery">What tells this delivery from others: the same for one that comes again.</param>
    /// <param name="told">What it says.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>False: it waits already, and nothing was written.</returns>
    Task<bool> ReceiveAsync(string source, string delivery, ToldEvent told, CancellationToken cancellationToken);

    /// <summary>What waits of a source, in the order in which it came.</summary>
    /// <param name="source">The source.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<IReadOnlyList<ToldEvent>> WaitingAsync(string source, int most, CancellationToken cancellationToken);

    /// <summary>Forgets what was worked off, or will not be.</summary>
    /// <param name="ids">The numbers.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task ForgetAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);
}
