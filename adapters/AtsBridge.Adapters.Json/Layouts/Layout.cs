using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Records.Json.Splitting;

namespace AtsBridge.Adapters.Json.Layouts;

/// <summary>How records stand in a file: one a line, in a list, or the file is one.</summary>
/// <param name="File">The file.</param>
/// <param name="Keys">The keys that lead to the list, none for a list at the root; null where there is no list.</param>
/// <param name="Lines">Whether every line is a record.</param>
/// <param name="Limits">The limits of a record.</param>
internal sealed record Layout(JsonFile File, IReadOnlyList<string>? Keys, bool Lines, RecordLimits Limits)
{
    /// <summary>In words, for the person who checks a source.</summary>
    public string Description => Lines ? "a record a line"
        : Keys is null ? "one record"
        : Keys.Count == 0 ? "a list of records"
        : $"a list of records under {string.Join('.', Keys)}";

    public static async Task<Layout> FindAsync(SourceFile source, JsonSettings settings, CancellationToken cancellationToken)
    {
        var file = await JsonFile.LookAsync(source, cancellationToken);
        var limits = settings.Limits;
        if (ForeignFormat.Recognise(file.Head) is { } foreign)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file.Name} isn't JSON: it looks like {foreign}.");
        }

        var first = await FirstByteAsync(file, cancellationToken);
        var named = settings.Records is null || settings.IsWholeDocument ? null : JsonPath.Parse(settings.Records).Keys;
        if (named is not null && first is ((byte)'{' or (byte)'['))
        {
            return new Layout(file, named, Lines: false, limits);
        }

        if (first == (byte)'[')
        {
            return new Layout(file, [], Lines: false, limits);
        }

        if (first == (byte)'{' && settings.IsWholeDocument)
        {
            return new Layout(file, Keys: null, Lines: false, limits);
        }

        if (await HasRecordLinesAsync(file, limits, cancellationToken))
        {
            return new Layout(file, Keys: null, Lines: true, limits);
        }

        if (first != (byte)'{')
        {
            throw NotJson(file, first);
        }

        using var cursor = new JsonCursor(await file.OpenAsync(cancellationToken), file.Name);
        return new Layout(file, await new ListFinder(cursor, file.Name).FindAsync(cancellationToken), Lines: false, limits);
    }

    public async Task<RecordSplitter> OpenAsync(CancellationToken cancellationToken)
    {
        var window = await File.OpenAsync(cancellationToken);
        if (Lines)
        {
            return new LineSplitter(window, Limits);
        }

        var cursor = new JsonCursor(window, File.Name);
        return Keys is null ? new SingleSplitter(cursor, Limits) : new ListSplitter(cursor, Keys, Limits, File.Name);
    }

    private static async Task<byte> FirstByteAsync(JsonFile file, CancellationToken cancellationToken)
    {
        using var cursor = new JsonCursor(await file.OpenAsync(cancellationToken), file.Name);
        return await cursor.PeekAsync(cancellationToken)
            ?? throw new SourceException(SourceFault.Unreadable, $"{file.Name} is empty. An export without candidates is an empty list, []; this looks like one that failed.");
    }

    /// <summary>
    /// Whether every line is a record: the first is a whole object and something follows it, or the second begins another. In one
    /// document an object can begin a line too, but only behind a colon, a comma or a bracket. A bad line is quarantined later.
    /// </summary>
    private static async Task<bool> HasRecordLinesAsync(JsonFile file, RecordLimits limits, CancellationToken cancellationToken)
    {
        using var lines = new LineSplitter(await file.OpenAsync(cancellationToken), limits);
        if (await lines.NextAsync(cancellationToken) is not { } first)
        {
            return false;
        }

        var named = IsNamedForLines(file.ContentName);
        var begins = Begins(first);
        if (first.Fault is null && EndsOpen(first) || !begins && !named)
        {
            return false;
        }

        if (named && begins)
        {
            return true;
        }

        var isWhole = IsWhole(first, limits);
        return await lines.NextAsync(cancellationToken) is { } second && (isWhole || Begins(second));
    }

    private static bool IsWhole(RawRecord line, RecordLimits limits)
    {
        if (line.Fault is not null)
        {
            return false;
        }

        using var document = RecordText.Parse(line.Json, limits.MaxDepth, out _);
        return document is not null;
    }

    private static bool IsNamedForLines(string name) =>
        name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static bool Begins(RawRecord line) => line.Json.Span.TrimStart(" \t\r"u8).StartsWith("{"u8);

    private static bool EndsOpen(RawRecord line)
    {
        var text = line.Json.Span.TrimEnd(" \t\r"u8);
        return text.Length > 0 && text[^1] is (byte)':' or (byte)',' or (byte)'[' or (byte)'{';
    }

    private static SourceException NotJson(JsonFile file, byte first)
    {
        var line = file.Head.AsSpan();
        var end = line.IndexOf((byte)'\n');
        if (end >= 0)
        {
            line = line[..end];
        }

        var likely = first == 0 ? "it begins with a NUL byte, so it is no text"
            : first == (byte)'<' ? "it looks like markup (HTML or XML)"
            : line.IndexOfAny((byte)',', (byte)';', (byte)'\t') >= 0 ? "it looks like CSV; read it with the csv adapter"
            : "it begins neither with a list nor with an object";
        return new SourceException(SourceFault.Unreadable, $"{file.Name} isn't JSON that can be read: {likely}.");
    }
}
