using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>What one kind of event tells.</summary>
internal sealed class WebhookEvent(WebhookEventSettings settings, WebhookRecords records)
{
    private const int MostRecords = 1_000;

    private readonly JsonPath? _records = settings.Records is { } path && path.Trim() != "$" ? JsonPath.Parse(path) : null;
    private readonly JsonPath? _id = settings.Id is { } id ? JsonPath.Parse(id) : null;

    public WebhookResult Read(string name, WebhookRequest request)
    {
        var (found, toRead) = (new List<SourceRecord>(), new List<string>());
        if (settings.Records is not null)
        {
            foreach (var element in Elements(request.Root!.Value))
            {
                records.Read(element, name, _id, found, toRead);
            }
        }
        else if (_id is not null && request.Text(_id) is { } id)
        {
            Add(id, toRead);
        }

        return found.Count + toRead.Count == 0 ? new WebhookResult.Ignored(name) : new WebhookResult.Applications(name, found, toRead);
    }

    internal static void Add(string? id, List<string> toRead)
    {
        if (!string.IsNullOrWhiteSpace(id) && id.Length <= WebhookRecords.LongestId && !toRead.Contains(id.Trim(), StringComparer.Ordinal))
        {
            toRead.Add(id.Trim());
        }
    }

    private List<JsonElement> Elements(JsonElement root)
    {
        try
        {
            var elements = _records is not null ? NestedElements.Of(root, _records) : root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
            return [.. elements.Where(e => e.ValueKind == JsonValueKind.Object).Take(MostRecords)];
        }
        catch (InvalidOperationException)
        {
            return []; // A key that is no Unicode; what the event would have told, the next read tells.
        }
    }
}
