using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtsBridge.Adapters.Files.Finding;

/// <summary>The files that were read. Another size or time under the same name is another file.</summary>
internal sealed partial class FileCursor
{
    private readonly HashSet<Entry> _read;

    private FileCursor(HashSet<Entry> read, LastRead? last) => (_read, Last) = (read, last);

    /// <summary>What the file held that was read last; null where nobody knows.</summary>
    public LastRead? Last { get; }

    /// <summary>The newest last write among the files read; null before the first.</summary>
    public DateTime? NewestUtc => _read.Count == 0 ? null : new DateTime(_read.Max(e => e.Ticks), DateTimeKind.Utc);

    public static FileCursor Parse(string? text) => text is null ? new([], last: null) : Find(text)
        ?? throw new SourceException(SourceFault.Unreadable, "The stored cursor isn't one of a file source. Was this source read by another adapter before? Give the source a new name, or reset its cursor.");

    /// <returns>Null where there is none, or it isn't one of a file source.</returns>
    public static FileCursor? Find(string? text)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize(text, CursorJson.Default.Document) is { Version: 1, Read: { } read, Last: var last }
                ? new([.. read], last is null ? null : LastOf(last))
                : null;
        }
        catch (JsonException)
        {
            // No document at all; the caller says so, as of one that is JSON and not ours.
            return null;
        }
    }

    public bool HasRead(FoundFile file) => _read.Contains(EntryOf(file));

    /// <summary>The cursor once a file is read, without the files that are gone: it must not grow for ever.</summary>
    /// <param name="file">The file.</param>
    /// <param name="there">The files that are there.</param>
    /// <param name="last">What it held, where that is known.</param>
    public string After(FoundFile file, IReadOnlyList<FoundFile> there, LastRead? last)
    {
        var read = there.Select(EntryOf).Where(_read.Contains).Append(EntryOf(file)).Distinct();
        var document = new Document(1, [.. read.OrderBy(e => e.Ticks).ThenBy(e => e.Name, StringComparer.Ordinal)], last is null ? null : EntryOf(last));
        return JsonSerializer.Serialize(document, CursorJson.Default.Document);
    }

    /// <returns>Null where it is not one of ours: then the file is read, and that is all.</returns>
    private static LastRead? LastOf(LastEntry last) =>
        last is { Reading: { } reading } && Hash(last.Head) is { } head && Hash(last.All) is { } all ? new(new(last.Size, head, all), last.Records, reading) : null;

    private static UInt128? Hash(string? hex) => UInt128.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : null;

    private static LastEntry EntryOf(LastRead last) => new(last.Content.Size, Hex(last.Content.Head), Hex(last.Content.All), last.Records, last.Reading);

    private static string Hex(UInt128 hash) => hash.ToString("x32", CultureInfo.InvariantCulture);

    private static Entry EntryOf(FoundFile file) => new(file.Name, file.Length, file.LastWriteUtc.Ticks);

    internal sealed record Entry(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("size")] long Size,
        [property: JsonPropertyName("ticks")] long Ticks);

    internal sealed record LastEntry(
        [property: JsonPropertyName("size")] long Size,
        [property: JsonPropertyName("head")] string? Head,
        [property: JsonPropertyName("all")] string? All,
        [property: JsonPropertyName("records")] long Records,
        [property: JsonPropertyName("by")] string? Reading);

    internal sealed record Document(
        [property: JsonPropertyName("v")] int Version,
        [property: JsonPropertyName("read")] IReadOnlyList<Entry>? Read,
        [property: JsonPropertyName("last"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LastEntry? Last = null);

    [JsonSerializable(typeof(Document))]
    internal sealed partial class CursorJson : JsonSerializerContext;
}
