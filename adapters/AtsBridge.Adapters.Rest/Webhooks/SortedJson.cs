using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>
/// A body with the keys of every object in order and without blanks, as some vendors sign it. Values stay byte for byte as they came: whoever wrote the
/// body has written them in the same way when signing.
/// </summary>
internal static class SortedJson
{
    /// <returns>The bytes; null where a key is no Unicode, so that its place is not known.</returns>
    public static ReadOnlyMemory<byte>? Of(JsonElement root)
    {
        var sorted = new ArrayBufferWriter<byte>();
        try
        {
            Write(root, sorted);
            return sorted.WrittenMemory;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> sorted)
    {
        var comma = false;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                sorted.Write("{"u8);
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    sorted.Write(comma ? ",\""u8 : "\""u8);
                    sorted.Write(JsonMarshal.GetRawUtf8PropertyName(property));
                    sorted.Write("\":"u8);
                    Write(property.Value, sorted);
                    comma = true;
                }

                sorted.Write("}"u8);
                break;
            case JsonValueKind.Array:
                sorted.Write("["u8);
                foreach (var item in element.EnumerateArray())
                {
                    sorted.Write(comma ? ","u8 : ""u8);
                    Write(item, sorted);
                    comma = true;
                }

                sorted.Write("]"u8);
                break;
            default:
                sorted.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }
}
