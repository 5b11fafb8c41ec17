using AtsBridge.Sync;

namespace AtsBridge.Cli.Recording;

/// <summary>Reads every set that a source has, from the beginning, and writes down without the people what the recording does not end with already.</summary>
/// <param name="source">The source.</param>
/// <param name="records">What records become.</param>
/// <param name="folder">Where they go.</param>
/// <param name="most">At most so many records.</param>
internal sealed class FeedRecorder(ConfiguredSource source, PseudonymousRecords records, string folder, long most) : IDisposable
{
    /// <summary>Sets of which it is not known yet whether the recording has them.</summary>
    private readonly List<WrittenSet> _aside = [];
    private Outcome _outcome = new(0, 0, 0, 0, Cut: false);
    private int _next;

    /// <summary>How many sets, records and rejected records were written, how many sets were there already, and whether the limit cut one.</summary>
    internal sealed record Outcome(int Sets, long Records, long Rejected, int Known, bool Cut);

    private long Left => most - _outcome.Records - _outcome.Rejected;

    /// <exception cref="SourceException">The source can't be read. Sets that were whole and new stay.</exception>
    internal async Task<Outcome> RunAsync(IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        var overlap = new Overlap(await RecordedSets.DigestsAsync(folder, cancellationToken));
        _next = overlap.Recorded + 1;
        string? cursor = null;
        var more = true;
        while (more && !_outcome.Cut)
        {
            (cursor, more, var isNew) = await SetAsync(cursor, overlap, progress, cancellationToken);
            if (!isNew)
            {
                break;
            }

            if (!overlap.IsOpen)
            {
                await SettleAsync(overlap.Length, cancellationToken);
                // A set of which nothing is left would be read as one from which everybody has vanished.
                _outcome = _outcome with { Cut = _outcome.Cut || (more && Left <= 0) };
            }
        }

        await SettleAsync(overlap.Length, cancellationToken);
        return _outcome;
    }

    /// <inheritdoc />
    public void Dispose() => _aside.ForEach(s => s.Drop());

    private async Task<(string? Cursor, bool More, bool IsNew)> SetAsync(string? cursor, Overlap overlap, IProgress<SyncProgress>? progress, CancellationToken cancellationToken)
    {
        var more = false;
        // What may be there already is read to its end: a set that is cut is another one.
        var isOpen = overlap.IsOpen;
        await using var writer = new SetWriter(folder, _next + _aside.Count);
        await foreach (var page in source.Reader.ReadAsync(new ReadRequest(cursor) { FullSets = source.Contents == SourceContents.Full }, cancellationToken))
        {
            if (page.NothingNew)
            {
                return (cursor, false, false);
            }

            var (taken, rejected, cut) = await WriteAsync(writer, page, isOpen ? long.MaxValue : Left, cancellationToken);
            (cursor, more) = (page.Next ?? cursor, page.More);
            if (!isOpen)
            {
                _outcome = _outcome with { Records = _outcome.Records + taken, Rejected = _outcome.Rejected + rejected, Cut = cut };
            }

            progress?.Report(new(source.Name, writer.Name, _outcome.Records + _outcome.Rejected + (isOpen ? writer.Total : 0), page.Progress));
            if (cut)
            {
                break;
            }
        }

        if (isOpen)
        {
            _aside.Add(await writer.PutAsideAsync(cancellationToken));
            overlap.Add(await _aside[^1].DigestAsync(cancellationToken));
        }
        else
        {
            await writer.EndAsync(cancellationToken);
            _next++;
            _outcome = _outcome with { Sets = _outcome.Sets + 1 };
        }

        return (cursor, more, true);
    }

    /// <summary>The first of those that were left aside are there already; the others are new.</summary>
    private async Task SettleAsync(int known, CancellationToken cancellationToken)
    {
        _outcome = _outcome with { Known = _outcome.Known + Math.Min(known, _aside.Count) };
        for (; _aside.Count > 0; known--)
        {
            if (known > 0 || Left <= 0)
            {
                _aside[0].Drop();
                _outcome = _outcome with { Cut = _outcome.Cut || known <= 0 };
            }
            else
            {
                var (taken, rejected, cut) = await _aside[0].KeepAsync(folder, _next++, Left, cancellationToken);
                _outcome = _outcome with { Sets = _outcome.Sets + 1, Records = _outcome.Records + taken, Rejected = _outcome.Rejected + rejected, Cut = _outcome.Cut || cut };
            }

            _aside.RemoveAt(0);
        }
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
