using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>
/// A path that may begin outside of the application: <c>^.name</c> in the record that it stands in, <c>@stage.name</c> in what a lookup has found.
/// </summary>
internal sealed class RecordPath
{
    private readonly JsonPath _path;
    private readonly string _text;

    private RecordPath(string text, JsonPath path, bool isOuter, string? lookup) => (_text, _path, IsOuter, Lookup) = (text, path, isOuter, lookup);

    /// <summary>Whether it begins in the record around the application.</summary>
    public bool IsOuter { get; }

    /// <summary>The lookup in whose finding it begins.</summary>
    public string? Lookup { get; }

    public static RecordPath Parse(string text) => Of(JsonPath.Parse(text));

    public static RecordPath Of(JsonPath path)
    {
        var name = path.Steps[0] is PathStep.Key key && path.Steps.Count > 1 ? key.Name : "";
        return name == "^" ? new(path.Text, JsonPath.Of(path.Text, path.Steps.Skip(1)), isOuter: true, lookup: null)
            : name.Length > 1 && name[0] == '@' ? new(path.Text, JsonPath.Of(path.Text, path.Steps.Skip(1)), isOuter: false, name[1..])
            : new(path.Text, path, isOuter: false, lookup: null);
    }

    public PathValue Read(Draft draft, int maxChars)
    {
        if (Lookup is not null)
        {
            return draft.Found.TryGetValue(Lookup, out var found) ? found is { } element ? Read(_path, element, maxChars) : new(PathHit.Null) : new(PathHit.Missing);
        }

        return Read(_path, IsOuter ? draft.Outer : draft.Application, maxChars);
    }

    /// <summary>What a path hits; also in a text that the parser takes and can't hand out.</summary>
    public static PathValue Read(JsonPath path, JsonElement element, int maxChars)
    {
        try
        {
            return path.Read(element, maxChars);
        }
        catch (InvalidOperationException)
        {
            return new(PathHit.Wrong, $@"{path.Text} holds text that is no Unicode, such as a lone \ud83d. Tell the vendor.");
        }
    }

    public override string ToString() => _text;
}
