using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>What one kind of event tells.</summary>
internal sealed class WebhookEvent(WebhookEventSettings settings, WebhookRecords records)
{
    private const int MostRecords = 1_000;

    private static readonly JsonPath Itself = JsonPath.Of("", []);

    private readonly JsonPath? _records = settings.Records is { } path && path.Trim() != "$" ? JsonPath.Parse(path) : null;
    private readonly JsonPath? _id = settings.Id is { } id ? JsonPath.Parse(id) : null;

    public WebhookResult Read(string name, WebhookRequest request)
    {
        var (found, toRead) = (new List<SourceRecord>(), new List<string>());
        if (settings.Records is not null)
        {
            var root = request.Root!.Value;
            foreach (var element in Elements(() => Records(root).Where(e => e.ValueKind == JsonValueKind.Object)))
            {
                records.Read(element, name, _id, found, toRead);
            }
        }
        else if (_id is not null && request.Root is { } root)
        {
            foreach (var id in Elements(() => request.Text(_id) is { } one ? [one] : NestedElements.Of(root, _id).Select(e => WebhookRequest.Text(Itself, e))))
            {
                Add(id, toRead);
            }
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

    private IEnumerable<JsonElement> Records(JsonElement root) =>
        _records is not null ? NestedElements.Of(root, _records) : root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];

    private static List<T> Elements<T>(Func<IEnumerable<T>> find)
    {
        try
        {
            return [.. find().Take(MostRecords)];
        }
        catch (InvalidOperationException)
        {
            return []; // A key that is no Unicode; what the event would have told, the next read tells.
        }
    }
}
