using System.Text.Json.Nodes;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>Puts answers into the shape that the drift option names. To be called with the platform's gate held.</summary>
internal sealed class Shapes(SandboxDrift drift)
{
    private int _singles;
    private int _lists;
    private int _statuses;

    public JsonNode Single(string name, JsonObject resource)
    {
        AddUnknownField(resource);
        return IsB(drift.SingleResources, ref _singles) ? new JsonObject { [name] = resource } : resource;
    }

    public JsonNode List(string name, JsonArray resources)
    {
        foreach (var resource in resources.OfType<JsonObject>())
        {
            AddUnknownField(resource);
        }

        return IsB(drift.Lists, ref _lists) ? new JsonObject { [name] = resources } : resources;
    }

    /// <summary>Decides once an answer whether interview statuses are numbers in it.</summary>
    public bool StatusesAreNumbers() => IsB(drift.InterviewStatus, ref _statuses);

    public void Reset() => _singles = _lists = _statuses = 0;

    private static bool IsB(DriftShape shape, ref int answers) =>
        shape == DriftShape.B || (shape == DriftShape.Alternate && answers++ % 2 == 1);

    private void AddUnknownField(JsonObject resource)
    {
        if (drift.UnknownFields)
        {
            resource["addedLater"] = new JsonObject { ["id"] = "not the id of the resource", ["values"] = new JsonArray(1, null, "x") };
        }
    }
}
