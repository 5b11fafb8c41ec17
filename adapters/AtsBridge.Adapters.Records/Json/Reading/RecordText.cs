using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>From the text of a record to its object.</summary>
internal static class RecordText
{
    /// <returns>The record; null where it is none, for the <paramref name="reason"/>.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json, int maxDepth, out string reason)
    {
        reason = "";
        if (!Utf8.IsValid(json.Span))
        {
            reason = "The record isn't UTF-8: names in it would be garbled. Export as UTF-8.";
            return null;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            reason = string.Create(CultureInfo.InvariantCulture,
                $"The record isn't valid JSON at its line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: cut off, nested deeper than {maxDepth}, or written in another notation (comments, NaN and single quotes aren't JSON). Mend the export.");
            return null;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        reason = $"The record is {Kind(document.RootElement.ValueKind)} and not an object with keys. Export an object for every application.";
        document.Dispose();
        return null;
    }

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
