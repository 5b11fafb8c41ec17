namespace AtsBridge;

/// <summary>
/// Implemented by a source that can tell, for much less than reading it, that the set it would read next is the one that was read
/// last: an export that was written again and holds the same, byte for byte. Optional; where it is in doubt, the set is read.
/// </summary>
public interface IRepeatCheck
{
    /// <summary>Looks at the next set without reading its records.</summary>
    /// <param name="request">
    /// As for the read. <see cref="ReadRequest.Since"/> belongs to a set all of whose records were taken; the engine asks only then.
    /// </param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>
    /// A page without records that stands for the whole set, with its cursor, its name and whether a further set waits; null where the
    /// set is another one, where settings or code that read it have changed since, or where there is none.
    /// </returns>
    /// <exception cref="SourceException">The source can't be reached.</exception>
    Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken);
}
