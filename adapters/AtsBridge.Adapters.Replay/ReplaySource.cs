using System.IO.Enumeration;
using System.Runtime.CompilerServices;

namespace AtsBridge.Adapters.Replay;

/// <summary>Reads a recording as the source that it was taken from was read: the same sets, pages and records, of nobody real.</summary>
/// <param name="settings">Where it is.</param>
/// <param name="context">What a relative path refers to.</param>
[Adapter("replay", Settings = typeof(ReplaySettings))]
public sealed class ReplaySource(ReplaySettings settings, AdapterContext context) : ICandidateSource, IConnectionCheck
{
    private const string Pattern = "set-*.ndjson";

    private readonly string _folder = Path.GetFullPath(settings.Path, context.BaseDirectory);

    /// <inheritdoc />
    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        RequireOneOfOurs(request.Since);
        var waiting = Sets().Where(s => string.CompareOrdinal(s, request.Since) > 0).ToList();
        if (waiting.Count == 0)
        {
            yield return new SourcePage { NothingNew = true };
            yield break;
        }

        await foreach (var page in ReadSetAsync(waiting[0], request.Known, cancellationToken))
        {
            yield return page with { More = page.Next is not null && waiting.Count > 1 };
        }
    }

    /// <inheritdoc />
    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sets = Sets();
        var records = 0;
        await foreach (var page in ReadSetAsync(sets[0], known: null, cancellationToken))
        {
            records += page.Records.Count + page.Rejected.Count;
        }

        return FormattableString.Invariant($"a recording of {sets.Count} sets, {records} records in the first");
    }

    private static void RequireOneOfOurs(string? since)
    {
        if (since is not null && !FileSystemName.MatchesSimpleExpression(Pattern, since, ignoreCase: false))
        {
            throw new SourceException(SourceFault.Unreadable, "The stored cursor isn't one of a recording. Was this source read by another adapter before? Give the source a new name, or replay into a store of its own.");
        }
    }

    /// <summary>The sets in the order in which they were read, which is that of their names.</summary>
    private List<string> Sets()
    {
        try
        {
            var sets = Directory.EnumerateFiles(_folder, Pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
            return sets.Count > 0 ? sets : throw new SourceException(SourceFault.Unavailable, $"{_folder} holds no recording: {Pattern} is what atsbridge record writes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(SourceFault.Unavailable, $"{_folder} can't be looked into: {e.Message}", e);
        }
    }

    private async IAsyncEnumerable<SourcePage> ReadSetAsync(string set, IKnownRecords? known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new RecordedPage(set, known);
        using var reader = Open(set);
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            var line = RecordedLine.Parse(text, set, ++number);
            if (line.End is { } held)
            {
                if (held != page.Total)
                {
                    break;
                }

                yield return page.Take() with { Next = set, Progress = 1 };
                yield break;
            }

            if (line.Page is not null)
            {
                yield return page.Take();
            }
            else
            {
                page.Add(line);
            }
        }

        throw new SourceException(SourceFault.Unreadable, $"{set} does not hold what its last line says, or has none: it was cut off, or edited. Record again, or restore it.");
    }

    private StreamReader Open(string set)
    {
        try
        {
            return new(Path.Combine(_folder, set));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(SourceFault.Unavailable, $"{set} can't be opened: {e.Message}", e);
        }
    }
}
