using System.Text.Json;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Records.Pages;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>Records in an event. One that doesn't say where its application stands, and as of when, is named to be read.</summary>
internal sealed class WebhookRecords(FieldMap fields, LimitSettings limits, bool canRead)
{
    internal const int LongestId = 200;

    private readonly PathBinding _binding = PathBinding.Of(fields);
    private readonly List<RecordPath> _paths = [.. PathBinding.Of(fields).Paths.Select(RecordPath.Of)];

    public void Read(JsonElement element, string name, JsonPath? id, List<SourceRecord> found, List<string> toRead)
    {
        var record = Record(element, name);
        var named = id is not null ? WebhookRequest.Text(id, element) : record?.ApplicationId;
        if (record is not null && Says(record))
        {
            found.Add(record);
        }
        else if (canRead)
        {
            WebhookEvent.Add(named, toRead);
        }
    }

    /// <summary>Without a stage nothing is told, and without a time an old event that comes late would undo a new one.</summary>
    private static bool Says(SourceRecord record) =>
        (!string.IsNullOrWhiteSpace(record.Stage) || !string.IsNullOrWhiteSpace(record.StageId)) && !string.IsNullOrWhiteSpace(record.UpdatedAt)
        && (!string.IsNullOrWhiteSpace(record.ApplicationId) || (!string.IsNullOrWhiteSpace(record.CandidateId) && !string.IsNullOrWhiteSpace(record.JobId)));

    /// <summary>What an event leaves out stays as it is known, so nothing is put in the place of a missing value. Null where one can't be read.</summary>
    private SourceRecord? Record(JsonElement element, string name)
    {
        var draft = new Draft(default, element, element);
        var values = new string?[_paths.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = _paths[i].Read(draft, limits.MaxCellChars);
            if (value.Kind == PathHit.Wrong)
            {
                return null;
            }

            values[i] = value.Kind == PathHit.Value ? value.Text : null;
        }

        // One of its own each time: deliveries are read side by side.
        return new RecordAssembly(_binding.Fields).Build(values, new RecordPosition($"webhook {name}"), fingerprint: null);
    }
}
