using AtsBridge.Sync;

namespace AtsBridge.Cli.Recording;

/// <summary>Reads every set that a source has, from the beginning, and writes it down without the people.</summary>
/// <param name="source">The source.</param>
/// <param name="records">What records become.</param>
/// <param name="folder">Where they go.</param>
internal sealed class FeedRecorder(ConfiguredSource source, PseudonymousRecords records, string folder)
{
    /// <summary>How many sets, records and rejected records were written, and whether the limit cut one.</summary>
    internal sealed record Outcome(int Sets, long Records, long Rejected, bool Cut);

    /// <exception cref="SourceException">The source can't be read. Sets that were whole stay.</exception>
    internal async Task<Outcome> RunAsync(int first, long most, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        var outcome = new Outcome(0, 0, 0, Cut: false);
        string? cursor = null;
        bool more;
        do
        {
            more = false;
            await using var writer = new SetWriter(folder, first + outcome.Sets);
            await foreach (var page in source.Reader.ReadAsync(new ReadRequest(cursor) { FullSets = source.Contents == SourceContents.Full }, cancellationToken))
            {
                if (page.NothingNew)
                {
                    return outcome;
                }

                var taken = await WriteAsync(writer, page, most - outcome.Records - outcome.Rejected, cancellationToken);
                outcome = outcome with { Records = outcome.Records + taken.Records, Rejected = outcome.Rejected + taken.Rejected, Cut = taken.Cut };
                (cursor, more) = (page.Next ?? cursor, page.More);
                progress?.Report(new(source.Name, writer.Name, outcome.Records + outcome.Rejected, page.Progress));
                if (outcome.Cut)
                {
                    more = false;
                    break;
                }
            }

            await writer.EndAsync(cancellationToken);
            outcome = outcome with { Sets = outcome.Sets + 1 };
            if (more && outcome.Records + outcome.Rejected >= most)
            {
                // A set of which nothing is left would be read as one from which everybody has vanished.
                return outcome with { Cut = true };
            }
        }
        while (more);

        return outcome;
    }

    private async Task<(int Records, int Rejected, bool Cut)> WriteAsync(SetWriter writer, SourcePage page, long left, CancellationToken cancellationToken)
    {
        var kept = (int)Math.Min(page.Records.Count, left);
        for (var i = 0; i < kept; i++)
        {
            await writer.RecordAsync(records.Of(page.Records[i], writer.Name), cancellationToken);
        }

        var rejected = (int)Math.Min(page.Rejected.Count, left - kept);
        for (var i = 0; i < rejected; i++)
        {
            await writer.RejectedAsync(records.Of(page.Rejected[i], writer.Name), cancellationToken);
        }

        await writer.PageAsync(kept + rejected, cancellationToken);
        return (kept, rejected, kept + rejected < page.Records.Count + page.Rejected.Count);
    }
}
