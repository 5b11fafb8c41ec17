using AtsBridge.Adapters.Files.Places;

namespace AtsBridge.Adapters.Files.Finding;

/// <summary>Watches a young file until it is old enough to be believed complete.</summary>
internal sealed class FileSettling(TimeSpan stableFor, TimeProvider time)
{
    /// <returns>Whether the file stood still; false: it is still growing.</returns>
    public async Task<bool> StandsStillAsync(Place place, FoundFile file, CancellationToken cancellationToken)
    {
        var age = time.GetUtcNow().UtcDateTime - file.LastWriteUtc;
        if (age >= stableFor)
        {
            return true;
        }

        // A write "in the future" (another machine's clock) must not make the wait any longer.
        var wait = age < TimeSpan.Zero ? stableFor : stableFor - age;
        await Task.Delay(wait, time, cancellationToken);
        var now = await place.AgainAsync(file, cancellationToken);
        return now is null
            ? throw new SourceException(SourceFault.Unavailable, $"{file.Name} vanished before it could be read. The next run looks again.")
            : now == file;
    }
}
