using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Places;

namespace AtsBridge.Adapters.Files.Finding;

/// <summary>
/// The files that were read, and what they held. Another size or time under the same name is another file; what was read and
/// replaced since is no news under another name. Says nothing of how a file is read: whoever mends the configuration finds the same
/// files between the same cursors.
/// </summary>
internal sealed partial class FileCursor
{
    /// <summary>Files are delivered twice within days, not years; a cursor must not grow for ever.</summary>
    private const int MostContents = 200;

    private readonly HashSet<Entry> _read;
    private readonly List<Held> _contents;

    private FileCursor(IEnumerable<Entry> read, IEnumerable<Held> contents)
    {
        _read = [.. read];
        _contents = [.. contents];
    }

    /// <summary>The newest last write among the files read; null before the first.</summary>
    public DateTime? NewestUtc => _read.Count == 0 ? null : new DateTime(_read.Max(e => e.Ticks), DateTimeKind.Utc);

    /// <param name="text">As the engine keeps it; null: nothing was read.</param>
    public static FileCursor Parse(string? text)
    {
        if (text is null)
        {
            return new FileCursor([], []);
        }

        try
        {
            if (JsonSerializer.Deserialize(text, CursorJson.Default.Document) is { Version: 1, Read: { } read } document)
            {
                return new FileCursor(read, document.Contents ?? []);
            }
        }
        catch (JsonException)
        {
            // Said below, together with a document that is JSON and not ours.
        }

        throw new SourceException(SourceFault.Unreadable, "The stored cursor isn't one of a file source. Was this source read by another adapter before? Give the source a new name, or reset its cursor.");
    }

    public bool HasRead(FoundFile file) => _read.Contains(EntryOf(file));

    /// <summary>
    /// What files of this size held that were read before the last one: to take them again would take people back. The last one may
    /// be read again, because it says what is known.
    /// </summary>
    public IEnumerable<(string Name, FileContent Content)> OutdatedOfSize(long size) =>
        _contents.SkipLast(1).Where(c => c.Size == size).Select(c => (c.Name, c.Content));

    /// <summary>The cursor once a file is read, without the files that are gone: it must not grow for ever.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">What it held; null where that is not known.</param>
    /// <param name="there">The files that are there.</param>
    public FileCursor After(FoundFile file, FileContent? content, IReadOnlyList<FoundFile> there)
    {
        var contents = content is { } held ? _contents.Where(c => c.Content != held).Append(Held.Of(file.Name, held)) : _contents;
        return new(Read(file, there), contents.TakeLast(MostContents));
    }

    /// <summary>The cursor once a file is passed over.</summary>
    public FileCursor Past(FoundFile file, IReadOnlyList<FoundFile> there) => new(Read(file, there), _contents);

    /// <summary>As the engine keeps it.</summary>
    public override string ToString() => JsonSerializer.Serialize(
        new(1, [.. _read.OrderBy(e => e.Ticks).ThenBy(e => e.Name, StringComparer.Ordinal)], _contents.Count == 0 ? null : _contents),
        CursorJson.Default.Document);

    private IEnumerable<Entry> Read(FoundFile file, IReadOnlyList<FoundFile> there) => there.Select(EntryOf).Where(_read.Contains).Append(EntryOf(file));

    private static Entry EntryOf(FoundFile file) => new(file.Name, file.Length, file.LastWriteUtc.Ticks);

    internal sealed record Entry(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("size")] long Size,
        [property: JsonPropertyName("ticks")] long Ticks);

    internal sealed record Held(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("size")] long Size,
        [property: JsonPropertyName("head")] string Head,
        [property: JsonPropertyName("all")] string All)
    {
        [JsonIgnore]
        public FileContent Content => new(Size, Number(Head), Number(All));

        public static Held Of(string name, FileContent content) =>
            new(name, content.Size, content.Head.ToString("x32", CultureInfo.InvariantCulture), content.All.ToString("x32", CultureInfo.InvariantCulture));

        private static UInt128 Number(string text) =>
            UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : default;
    }

    internal sealed record Document(
        [property: JsonPropertyName("v")] int Version,
        [property: JsonPropertyName("read")] IReadOnlyList<Entry>? Read,
        [property: JsonPropertyName("held"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Held>? Contents = null);

    [JsonSerializable(typeof(Document))]
    internal sealed partial class CursorJson : JsonSerializerContext;
}
