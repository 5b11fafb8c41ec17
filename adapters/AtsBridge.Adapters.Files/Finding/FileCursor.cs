using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtsBridge.Adapters.Files.Finding;

/// <summary>The files that were read. Another size or time under the same name is another file.</summary>
internal sealed partial class FileCursor
{
    private readonly HashSet<Entry> _read;

    private FileCursor(HashSet<Entry> read) => _read = read;

    /// <summary>The newest last write among the files read; null before the first.</summary>
    public DateTime? NewestUtc => _read.Count == 0 ? null : new DateTime(_read.Max(e => e.Ticks), DateTimeKind.Utc);

    public static FileCursor Parse(string? text)
    {
        if (text is null)
        {
            return new FileCursor([]);
        }

        try
        {
            if (JsonSerializer.Deserialize(text, CursorJson.Default.Document) is { Version: 1, Read: { } read })
            {
                return new FileCursor([.. read]);
            }
        }
        catch (JsonException)
        {
            // Said below, together with a document that is JSON and not ours.
        }

        throw new SourceException(SourceFault.Unreadable, "The stored cursor isn't one of a file source. Was this source read by another adapter before? Give the source a new name, or reset its cursor.");
    }

    public bool HasRead(FoundFile file) => _read.Contains(EntryOf(file));

    /// <summary>The cursor once a file is read, without the files that are gone: it must not grow for ever.</summary>
    public string After(FoundFile file, IReadOnlyList<FoundFile> there)
    {
        var read = there.Select(EntryOf).Where(_read.Contains).Append(EntryOf(file)).Distinct();
        var document = new Document(1, [.. read.OrderBy(e => e.Ticks).ThenBy(e => e.Name, StringComparer.Ordinal)]);
        return JsonSerializer.Serialize(document, CursorJson.Default.Document);
    }

    private static Entry EntryOf(FoundFile file) => new(file.Name, file.Length, file.LastWriteUtc.Ticks);

    internal sealed record Entry(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("size")] long Size,
        [property: JsonPropertyName("ticks")] long Ticks);

    internal sealed record Document(
        [property: JsonPropertyName("v")] int Version,
        [property: JsonPropertyName("read")] IReadOnlyList<Entry>? Read);

    [JsonSerializable(typeof(Document))]
    internal sealed partial class CursorJson : JsonSerializerContext;
}
