using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Splitting;
using AtsBridge.Adapters.Rest.Calling;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>
/// An answer without its list: cursors, flags, what is side-loaded. The list is stepped over and not parsed; its records are read one
/// by one later.
/// </summary>
internal sealed class Envelope : IDisposable
{
    private const int LongestText = 100_000;

    private readonly Answer _answer;
    private readonly IReadOnlyList<string> _keys;
    private readonly int _maxDepth;
    private readonly int? _start;
    private int? _end;
    private JsonDocument? _rest;

    private Envelope(Answer answer, IReadOnlyList<string> keys, int maxDepth, (int Start, bool IsList)? place)
    {
        (_answer, _keys, _maxDepth, _start) = (answer, keys, maxDepth, place?.Start);
        IsList = place?.IsList == true;
    }

    /// <summary>All but the list, in whose place stands an empty one. There once it is closed.</summary>
    public JsonElement Root => _rest!.RootElement;

    /// <summary>The bytes of the list, or of the one object in its place, with all that follows as long as it is not closed; null where the answer has none.</summary>
    public ReadOnlyMemory<byte>? List => _start is { } start ? _answer.Body[start..(_end ?? _answer.Body.Length)] : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether <see cref="List"/> is a list and not an object.</summary>
    public bool IsList { get; }

    /// <summary>Whether it is known where the list ends.</summary>
    public bool IsClosed => _rest is not null;

    /// <summary>Looks for the list. To find its end is to step over all of it, which whoever reads its records does anyway.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="keys">The keys that lead to the list; none: the answer is it.</param>
    /// <param name="maxDepth">How deep it may be nested.</param>
    /// <exception cref="SourceException">It is no JSON.</exception>
    public static Envelope Open(Answer answer, IReadOnlyList<string> keys, int maxDepth)
    {
        try
        {
            // Some APIs have given the bare list in other years than the object around it.
            var envelope = new Envelope(answer, keys, maxDepth, Find(answer.Body.Span, keys, maxDepth));
            if (envelope.List is null)
            {
                envelope._rest = Parse(answer.Body, maxDepth);
            }

            return envelope;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NoJson(answer, maxDepth);
        }
    }

    /// <summary>The same, closed.</summary>
    public static Envelope Of(Answer answer, IReadOnlyList<string> keys, int maxDepth)
    {
        var envelope = Open(answer, keys, maxDepth);
        if (!envelope.IsClosed)
        {
            envelope.Close(EndOf(envelope.List!.Value.Span, answer));
        }

        return envelope;
    }

    /// <summary>Says how long the list is; the rest is parsed now.</summary>
    /// <exception cref="SourceException">It is no JSON.</exception>
    public void Close(int length)
    {
        var (body, start) = (_answer.Body, _start!.Value);
        _end = start + length;
        try
        {
            var around = new byte[body.Length - length + 2];
            body.Span[..start].CopyTo(around);
            (IsList ? "[]"u8 : "{}"u8).CopyTo(around.AsSpan(start));
            body.Span[_end.Value..].CopyTo(around.AsSpan(start + 2));
            _rest = Parse(around, _maxDepth);
            RequireOnce(_keys, _answer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NoJson(_answer, _maxDepth);
        }
    }

    /// <summary>A text, number or flag; null where it is not there, null, or something else.</summary>
    public string? Text(JsonPath? path) => path is null ? null : Text(path, Root);

    /// <summary>The same of any body.</summary>
    public static string? Text(JsonPath? path, JsonElement root) =>
        path is not null && RecordPath.Read(path, root, LongestText) is { Kind: PathHit.Value, Text: { } text } ? text : null;

    public void Dispose() => _rest?.Dispose();

    private static SourceException NoJson(Answer answer, int maxDepth) => new(SourceFault.Unreadable,
        $"{answer.Call.Place} answered with what isn't JSON, is cut off, or is nested deeper than {maxDepth}. Nothing of the page counts; the next run asks again.");

    private static JsonDocument Parse(ReadOnlyMemory<byte> json, int maxDepth) =>
        JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth, AllowTrailingCommas = true });

    private static (int Start, bool IsList)? Find(ReadOnlySpan<byte> body, IReadOnlyList<string> keys, int maxDepth)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth, AllowTrailingCommas = true });
        reader.Read();
        var depth = 0;
        while (depth < keys.Count && reader.TokenType == JsonTokenType.StartObject && Enter(ref reader, keys[depth]))
        {
            depth++;
        }

        var found = depth == keys.Count || (depth == 0 && reader.TokenType == JsonTokenType.StartArray);
        return found && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && found
            ? ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.StartArray) : null;
    }

    private static bool Enter(ref Utf8JsonReader reader, string key)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(key);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static int EndOf(ReadOnlySpan<byte> list, Answer answer)
    {
        var scan = default(ValueScan);
        var length = scan.Feed(list);
        return scan.Done ? length : throw new SourceException(SourceFault.Unreadable, $"{answer.Call.Place} is cut off within its list. Nothing of the page counts; the next run asks again.");
    }

    private void RequireOnce(IReadOnlyList<string> keys, Answer answer)
    {
        var at = Root;
        foreach (var key in keys)
        {
            if (at.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            at = new PathStep.Key(key).Find(at, out var times);
            if (times > 1)
            {
                throw new SourceException(SourceFault.Unreadable, $"{answer.Call.Place} answered with the key {key} twice, and which of them counts can't be known. Tell the vendor.");
            }
        }
    }
}
