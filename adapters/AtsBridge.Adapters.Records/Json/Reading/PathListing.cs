using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>Every path to a value in the first records of a file, for inference and for messages. Of a list only the first element.</summary>
internal sealed class PathListing
{
    private const int MostRecords = 20;
    private const int MostPaths = 400;
    private const int DeepestPath = 5;
    private const int LongestKey = 100;
    private const int MostShown = 40;

    private readonly Dictionary<string, PathStep[]> _paths = new(StringComparer.Ordinal);
    private int _records;

    /// <summary>Whether enough was seen.</summary>
    public bool IsFull => _records >= MostRecords;

    /// <summary>Whether no record was seen.</summary>
    public bool IsEmpty => _records == 0;

    /// <summary>The paths in the order of their first appearance, each with its steps. What is an object elsewhere is left out.</summary>
    public IEnumerable<KeyValuePair<string, PathStep[]>> Paths =>
        _paths.Where(p => !_paths.Keys.Any(other => other.Length > p.Key.Length && other[p.Key.Length] is '.' or '['
            && other.StartsWith(p.Key, StringComparison.Ordinal)));

    public void Add(JsonElement record)
    {
        if (IsFull)
        {
            return;
        }

        _records++;
        try
        {
            Walk(record, "", []);
        }
        catch (InvalidOperationException)
        {
            // A key with half of a surrogate pair in it: no path could name it, and what was seen before it stays listed.
        }
    }

    /// <summary>The paths in words.</summary>
    public override string ToString()
    {
        var paths = Paths.Select(p => p.Key).ToList();
        var shown = string.Join(", ", paths.Take(MostShown));
        return paths.Count == 0 ? "none" : paths.Count > MostShown ? $"{shown} and more" : shown;
    }

    private void Walk(JsonElement at, string path, PathStep[] steps)
    {
        if (_paths.Count >= MostPaths || steps.Length > DeepestPath)
        {
            return;
        }

        if (at.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in at.EnumerateObject())
            {
                if (property.Name.Length is 0 or > LongestKey)
                {
                    continue;
                }

                Step(property.Value, path, steps, new PathStep.Key(property.Name));
            }
        }
        else if (at.ValueKind == JsonValueKind.Array)
        {
            if (at.GetArrayLength() > 0)
            {
                Step(at[0], path, steps, new PathStep.Index(0));
            }
        }
        else if (steps.Length > 0)
        {
            _paths.TryAdd(path, steps);
        }
    }

    private void Step(JsonElement value, string path, PathStep[] steps, PathStep step)
    {
        var written = step.Written;
        Walk(value, path.Length == 0 ? written.TrimStart('.') : path + written, [.. steps, step]);
    }
}
