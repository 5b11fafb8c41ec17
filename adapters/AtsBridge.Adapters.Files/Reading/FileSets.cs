using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Files.Finding;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>
/// The way of a file adapter: pick the file, read it page by page, and hand over the cursor with the last page. One call reads
/// one file.
/// </summary>
/// <param name="settings">Where the files are.</param>
/// <param name="context">What relative paths refer to.</param>
/// <param name="time">The clock by which a file is old enough.</param>
public sealed class FileSets(FileSourceSettings settings, AdapterContext context, TimeProvider time)
{
    private readonly Lazy<string> _reading = new(() => ReadingMark.Of(settings));

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
        var pick = await PickAsync(request, cancellationToken);
        if (pick.File is null)
        {
            yield return new SourcePage { NothingNew = true, Notes = pick.Notes };
            yield break;
        }

        var file = new SourceFile(pick.File, settings.MaxFileBytes);
        var page = new PageBuilder(request.Known, file.Name, pick.Notes, () => file.Progress);
        await foreach (var full in read(file, page, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return full;
        }

        file.RequireUnchanged();
        var last = page.Take();
        yield return last with
        {
            Next = pick.Next, More = pick.More, Mark = file.Content is { } content ? new SetMark(content, page.Records, _reading.Value).ToString() : null, Progress = 1,
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

        var pick = await PickAsync(request, cancellationToken);
        if (pick.File is null || !await new SourceFile(pick.File, settings.MaxFileBytes).HoldsAsync(last.Content, cancellationToken))
        {
            return null;
        }

        return new SourcePage
        {
            Set = pick.File.Name,
            Repeated = last.Records,
            Next = pick.Next,
            More = pick.More,
            Mark = request.Mark,
            Notes = [.. pick.Notes, $"{pick.File.Name} holds what was read last, byte for byte: it was not read again."],
            Progress = 1,
        };
    }

    /// <summary>The file that would be read next if nothing had been read before; for <see cref="IConnectionCheck"/>.</summary>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>The file.</returns>
    /// <exception cref="SourceException">There is none, or it is still being written.</exception>
    public async Task<SourceFile> NextAsync(CancellationToken cancellationToken)
    {
        var pick = await PickAsync(new ReadRequest(Since: null), cancellationToken);
        return pick.File is { } file
            ? new SourceFile(file, settings.MaxFileBytes)
            : throw new SourceException(SourceFault.Unavailable, string.Join(' ', pick.Notes));
    }

    private Task<FilePick> PickAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = SearchPath.Parse(settings.Path, context.BaseDirectory);
        return FilePick.NextAsync(path, request, settings.StableFor, time, cancellationToken);
    }
}
