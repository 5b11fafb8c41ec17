using System.Globalization;
using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Records.Json.Paths;

/// <summary>
/// A place in a record: <c>job.title</c>, <c>emails[0].value</c>, <c>phones[?(@.type=='mobile')].value</c>, <c>['first name']</c>.
/// The part of JSONPath that leads to one value; what it hits must be one.
/// </summary>
internal sealed class JsonPath
{
    private readonly PathStep[] _steps;

    private JsonPath(string text, PathStep[] steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>As the settings have it.</summary>
    public string Text { get; }

    /// <summary>The way, from the record to the value.</summary>
    public IReadOnlyList<PathStep> Steps => _steps;

    /// <summary>The keys, if there is nothing else in the path; null otherwise.</summary>
    public IReadOnlyList<string>? Keys =>
        Array.TrueForAll(_steps, s => s is PathStep.Key) ? [.. _steps.Cast<PathStep.Key>().Select(s => s.Name)] : null;

    /// <exception cref="FormatException">What is wrong with the notation, and where.</exception>
    public static JsonPath Parse(string text) => new(text, [.. PathParser.Parse(text)]);

    public static JsonPath Of(string text, IEnumerable<PathStep> steps) => new(text, [.. steps]);

    public PathValue Read(JsonElement record, int maxChars)
    {
        var hits = default(Hits);
        Walk(record, 0, ref hits);
        if (hits.Twice is { } key)
        {
            return new(PathHit.Wrong, $"{Text}: the key {key} stands more than once in one object, and which of them counts can't be known. Mend the export.");
        }

        if (hits.Count > 1)
        {
            return new(PathHit.Wrong, string.Create(CultureInfo.InvariantCulture, $"{Text} hits {hits.Count} values, and which of them counts can't be known. Name one, such as [0] or [?(@.type=='…')]."));
        }

        if (hits.Count == 1)
        {
            return ValueOf(hits.First, maxChars);
        }

        return new(hits.Absent ? PathHit.Null : PathHit.Missing);
    }

    private void Walk(JsonElement at, int step, ref Hits hits)
    {
        if (step == _steps.Length)
        {
            if (hits.Count++ == 0)
            {
                hits.First = at;
            }

            return;
        }

        if (at.ValueKind == JsonValueKind.Null)
        {
            hits.Absent = true;
            return;
        }

        if (_steps[step] is PathStep.Key key)
        {
            if (at.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            var value = key.Find(at, out var times);
            if (times > 1)
            {
                hits.Twice = key.Name;
            }
            else if (times == 1)
            {
                Walk(value, step + 1, ref hits);
            }

            return;
        }

        if (at.ValueKind == JsonValueKind.Array)
        {
            WalkList(at, step, ref hits);
        }
    }

    private void WalkList(JsonElement list, int step, ref Hits hits)
    {
        var before = hits.Count;
        if (_steps[step] is PathStep.Index { Number: var number })
        {
            if (number < list.GetArrayLength())
            {
                Walk(list[number], step + 1, ref hits);
            }
            else
            {
                hits.Absent = true;
            }

            return;
        }

        foreach (var element in list.EnumerateArray())
        {
            if (_steps[step] is PathStep.Where where && !where.Matches(element))
            {
                continue;
            }

            Walk(element, step + 1, ref hits);
        }

        if (hits.Count == before)
        {
            hits.Absent = true;
        }
    }

    private PathValue ValueOf(JsonElement element, int maxChars)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return element.ValueKind switch
        {
            JsonValueKind.Null => new(PathHit.Null),
            JsonValueKind.Object => new(PathHit.Wrong, $"{Text} hits an object with {ShownKeys(element)}; name one of its keys, such as {Text}.{FirstKey(element)}."),
            JsonValueKind.Array => new(PathHit.Wrong, $"{Text} hits a list; name one of its values, such as {Text}[0]."),
            _ when text!.Length > maxChars => new(PathHit.Wrong, string.Create(CultureInfo.InvariantCulture, $"{Text} holds {text.Length:N0} characters; MaxCellChars is {maxChars:N0}.")),
            _ => new(PathHit.Value, text),
        };
    }

    private static string ShownKeys(JsonElement element)
    {
        var keys = element.EnumerateObject().Take(8).Select(p => p.Name).ToList();
        return keys.Count == 0 ? "no keys" : "the keys " + string.Join(", ", keys);
    }

    private static string FirstKey(JsonElement element) =>
        element.EnumerateObject().Select(p => p.Name).FirstOrDefault() ?? "value";

    private struct Hits
    {
        public int Count;
        public JsonElement First;
        public bool Absent;
        public string? Twice;
    }
}
