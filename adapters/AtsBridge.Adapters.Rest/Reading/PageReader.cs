using System.Runtime.InteropServices;
using AtsBridge.Adapters.Records.Json.Splitting;
using AtsBridge.Adapters.Rest.Paging;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>Reads the records of a page's list.</summary>
internal abstract class PageReader
{
    /// <summary>Reads them, and stops where a page of ours is full.</summary>
    /// <param name="page">The page.</param>
    /// <param name="place">Where they go.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Nothing worth naming, whenever a page of ours is full.</returns>
    public abstract IAsyncEnumerable<bool> ReadAsync(Page page, RecordPlace place, CancellationToken cancellationToken);

    /// <summary>The elements of the list one by one, as they stand there.</summary>
    protected static RecordSplitter Split(Page page, RestSettings settings, out JsonCursor cursor)
    {
        var resource = page.Answer.Call.Place;
        cursor = new JsonCursor(new ByteWindow(AsArray(page.List)), resource);
        return page.Envelope.IsList ? new ListSplitter(cursor, [], settings.RecordLimits, resource) { IsPart = !page.Envelope.IsClosed } : new SingleSplitter(cursor, settings.RecordLimits);
    }

    private static ArraySegment<byte> AsArray(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array) ? array : bytes.ToArray();
}
