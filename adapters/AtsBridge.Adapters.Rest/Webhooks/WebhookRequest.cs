using System.Globalization;
using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Reading;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>A request as it came. Its body is parsed only where somebody looks into it; the signature is made over the bytes.</summary>
internal sealed class WebhookRequest(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers) : IDisposable
{
    private const int DeepestBody = 64;
    private const int LongestText = 100_000;

    private JsonDocument? _document;
    private bool _isParsed;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The body's object or list; null where it is no JSON.</summary>
    public JsonElement? Root
    {
        get
        {
            if (!_isParsed)
            {
                _isParsed = true;
                try
                {
                    _document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestBody });
                }
                catch (JsonException)
                {
                    // Said by whoever needed it: nothing can be told from it.
                }
            }

            return _document?.RootElement;
        }
    }

    /// <summary>A header; null where it is missing.</summary>
    public string? Header(string name) => headers.TryGetValue(name, out var value) ? value
        : headers.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A text, number or flag in the body; null where there is none.</summary>
    public string? Text(JsonPath? path) => path is not null && Root is { } root ? Text(path, root) : null;

    public static string? Text(JsonPath path, JsonElement element) =>
        RecordPath.Read(path, element, LongestText) is { Kind: PathHit.Value, Text: { } text } ? text : null;

    public void Dispose() => _document?.Dispose();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{body.Length} bytes");
}
