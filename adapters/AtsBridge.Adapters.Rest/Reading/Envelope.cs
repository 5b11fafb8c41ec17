using System.Text.Json;
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

    private readonly JsonDocument _rest;

    private Envelope(JsonDocument rest, ReadOnlyMemory<byte>? list, bool isList) => (_rest, List, IsList) = (rest, list, isList);

    /// <summary>All but the list, in whose place stands an empty one.</summary>
    public JsonElement Root => _rest.RootElement;

    /// <summary>The bytes of the list, or of the one object in its place; null where the answer has none.</summary>
    public ReadOnlyMemory<byte>? List { get; }

    /// <summary>Whether <see cref="List"/> is a list and not an object.</summary>
    public bool IsList { get; }

    /// <param name="answer">The answer.</param>
    /// <param name="keys">The keys that lead to the list; none: the answer is it.</param>
    /// <param name="maxDepth">How deep it may be nested.</param>
    /// <exception cref="SourceException">It is no JSON.</exception>
    public static Envelope Of(Answer answer, IReadOnlyList<string> keys, int maxDepth)
    {
        try
        {
            var body = answer.Body;
            var place = Find(body.Span, keys, maxDepth);
            // Some APIs have given the bare list in other years than the object around it.
            if (place is not var (start, isList))
            {
                return new(Parse(body, maxDepth), list: null, isList: false);
            }

            var end = start + EndOf(body.Span[start..], answer);
            var around = new byte[start + 2 + body.Length - end];
            body.Span[..start].CopyTo(around);
            (isList ? "[]"u8 : "{}"u8).CopyTo(around.AsSpan(start));
            body.Span[end..].CopyTo(around.AsSpan(start + 2));
            var envelope = new Envelope(Parse(around, maxDepth), body[start..end], isList);
            envelope.RequireOnce(keys, answer);
            return envelope;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SourceException(SourceFault.Unreadable, $"{answer.Call.Place} answered with what isn't JSON, is cut off, or is nested deeper than {maxDepth}. Nothing of the page counts; the next run asks again.");
        }
    }

    /// <summary>A text, number or flag; null where it is not there, null, or something else.</summary>
    public string? Text(JsonPath? path) =>
        path is not null && RecordPath.Read(path, Root, LongestText) is { Kind: PathHit.Value, Text: { } text } ? text : null;

    public void Dispose() => _rest.Dispose();

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
