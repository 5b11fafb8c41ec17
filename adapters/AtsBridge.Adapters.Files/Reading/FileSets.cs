using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Files.Finding;
using AtsBridge.Adapters.Files.Joins;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Places;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>
/// The way of a file adapter: pick the file, read it page by page, and hand over the cursor with the last page. One call reads
/// one file.
/// </summary>
/// <param name="settings">Where the files are.</param>
/// <param name="context">What relative paths refer to.</param>
/// <param name="time">The clock by which a file is old enough.</param>
/// <param name="http">Fetches a file from the web.</param>
public sealed class FileSets(FileSourceSettings settings, AdapterContext context, TimeProvider time, HttpClient http)
{
    private readonly Lazy<string> _reading = new(() => ReadingMark.Of(settings));
    private readonly FileSettling _settling = new(settings.StableFor, time);

    /// <summary>Reads one file, see <see cref="ICandidateSource.ReadAsync"/>.</summary>
    /// <param name="request">The engine's request.</param>
    /// <param name="read">What the adapter does with a file.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>The pages of the file, or one that says that there is nothing new.</returns>
    /// <exception cref="SourceException">No file can be read.</exception>
    public async IAsyncEnumerable<SourcePage> ReadAsync(
        ReadRequest request, ReadFile read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        await using var place = OpenPlace(cancellationToken);
        using var next = await NextFile.FindAsync(place, request, settings, _settling, cancellationToken);
        if (next.File is null)
        {
            yield return new SourcePage { NothingNew = true, Notes = next.Notes, Next = next.PassedOver?.ToString() };
            yield break;
        }

        var joins = settings.Join.Count == 0 ? null : await JoinedFiles.ReadAsync(place, next, settings, read, request.Known, cancellationToken);
        // What joined files say decides whether a record is known.
        var page = new PageBuilder(joins is null ? request.Known : null, next.File.Name, next.Notes, () => next.File.Progress);
        await foreach (var full in read(next.File, Own, page, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return joins?.Complete(full) ?? full;
        }

        next.File.RequireUnchanged();
        if (page.PassedOver > 0)
        {
            page.Note(FormattableString.Invariant($"{page.PassedOver:N0} rows of {next.File.Name} do not say what Where asks for and were passed over."));
        }

        var last = page.Take();
        last = joins?.CompleteLast(last) ?? last;
        // Where there are joined files, what the first one held is not what the set held.
        var content = joins is null ? await next.File.ContentAsync(cancellationToken) : null;
        yield return last with
        {
            Next = next.After(content).ToString(),
            More = next.More,
            Mark = content is { } held ? new SetMark(held, page.Records, _reading.Value, next.Version).ToString() : null,
            Progress = 1,
        };
    }

    /// <summary>Whether the next file holds what the last one held, see <see cref="IRepeatCheck.CheckRepeatAsync"/>.</summary>
    /// <param name="request">The engine's request.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>The page that stands for the file; null where it must be read.</returns>
    /// <exception cref="SourceException">No file can be read.</exception>
    public async Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (SetMark.Find(request.Mark) is not { } last || !string.Equals(last.Reading, _reading.Value, StringComparison.Ordinal))
        {
            return null;
        }

        await using var place = OpenPlace(cancellationToken);
        if (await NextFile.FindRepeatAsync(place, request, last, settings, _settling, cancellationToken) is not { } next)
        {
            return null;
        }

        using (next)
        {
            return new SourcePage
            {
                Set = next.Name,
                Repeated = last.Records,
                Next = next.After(last.Content).ToString(),
                More = next.More,
                Mark = request.Mark,
                Notes = [.. next.Notes, $"{next.Name} holds what was read last, byte for byte: it was not read again."],
                Progress = 1,
            };
        }
    }

    /// <summary>Looks into the file that would be read next if nothing had been read before; for <see cref="IConnectionCheck"/>.</summary>
    /// <param name="look">What the adapter wants to know of it.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>What it said.</returns>
    /// <exception cref="SourceException">There is none, or it is still being written.</exception>
    public Task<string> CheckAsync(Func<SourceFile, FieldMap?, Task<string>> look, CancellationToken cancellationToken) =>
        LookAsync(file => look(file, Own), cancellationToken);

    /// <summary>Looks into that file; for <see cref="ISampler"/>.</summary>
    /// <typeparam name="T">What is found there.</typeparam>
    /// <param name="look">What the adapter wants to know of it.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>What it said.</returns>
    /// <exception cref="SourceException">There is none, or it is still being written.</exception>
    public async Task<T> LookAsync<T>(Func<SourceFile, Task<T>> look, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(look);
        await using var place = OpenPlace(cancellationToken);
        using var next = await NextFile.FindAsync(place, new ReadRequest(Since: null), settings, _settling, cancellationToken);
        return next.File is { } file ? await look(file) : throw new SourceException(SourceFault.Unavailable, string.Join(' ', next.Notes));
    }

    /// <summary>What is read of the records themselves.</summary>
    private FieldMap? Own => settings.Join.Count > 0 ? JoinPlan.Of(settings.Fields!, settings.Join, settings.Where).Own : settings.Fields?.For(settings.Where);

    private Place OpenPlace(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Place.Of(settings, context.BaseDirectory, http, time);
    }
}
