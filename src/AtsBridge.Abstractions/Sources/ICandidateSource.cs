namespace AtsBridge;

/// <summary>
/// Reads applications from one configured source: an export, an API, a folder. An instance is one source; its settings came
/// through the constructor. It holds no state between reads: the cursor is handed in and handed back.
/// </summary>
public interface ICandidateSource
{
    /// <summary>
    /// Reads one set of records, page by page, oldest first where there is an order. A set is what stands for the source at one
    /// moment: one export file, or one walk through an API. The engine commits what it read and calls again while the last page
    /// said <see cref="SourcePage.More"/>.
    /// </summary>
    /// <param name="request">Where the last committed read ended, and what is known already.</param>
    /// <param name="cancellationToken">Reaches every wait; a read that is cancelled changes nothing.</param>
    /// <returns>At least one page, also when there is nothing new (<see cref="SourcePage.NothingNew"/>).</returns>
    /// <remarks>
    /// At least once: a crash repeats a page and never skips one. A record that can't be read is a <see cref="RejectedRecord"/>
    /// on its page and never ends the read; no retries, no persistence and no schedule belong here.
    /// </remarks>
    /// <exception cref="SourceException">The source as a whole can't be read. An outage is never an empty page.</exception>
    IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken);
}
