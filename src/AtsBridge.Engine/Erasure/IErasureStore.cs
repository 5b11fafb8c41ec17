namespace AtsBridge.Erasure;

/// <summary>What erasing a person needs of the store. Implemented by the storage.</summary>
public interface IErasureStore
{
    /// <summary>Makes sure, before a host starts, that the key of the tombstones is there and is the right one; throws where it is not.</summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Whom an application id, key, candidate id or e-mail address leads to; empty: nobody on record.</summary>
    /// <param name="who">As for <see cref="Ledger.ILedgerStore.ExplainAsync"/>.</param>
    /// <param name="source">Only by what this source says; null: by any.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<ErasablePerson>> FindAsync(string who, string? source, CancellationToken cancellationToken);

    /// <summary>
    /// Erases them: nothing that a person can be known by is left in the store, and tombstones keep the next export from bringing
    /// them back. All or nothing; while it is in doubt whether an invite was sent, nothing, and its cancelling is asked for.
    /// </summary>
    /// <param name="who">As for <see cref="FindAsync"/>.</param>
    /// <param name="source">As for <see cref="FindAsync"/>.</param>
    /// <param name="several">Whether it may be more than one person, or one who may be several.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Ends it; once it is committed, what remains is brought to its end.</param>
    Task<ErasureResult> EraseAsync(string who, string? source, bool several, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Whether somebody was erased whom this leads to; null: nobody was.</summary>
    /// <param name="who">As for <see cref="FindAsync"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<ErasureTrace?> TraceAsync(string who, CancellationToken cancellationToken);

    /// <summary>Rewrites the store's files, so that nothing that was deleted can be read in them.</summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>Why that was not possible, and what to do; null: it was done.</returns>
    Task<string?> CleanAsync(CancellationToken cancellationToken);
}
