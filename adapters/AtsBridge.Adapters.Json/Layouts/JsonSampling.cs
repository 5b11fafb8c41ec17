using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Records.Json.Reading;

namespace AtsBridge.Adapters.Json.Layouts;

/// <summary>The first records of a file, path by path.</summary>
internal static class JsonSampling
{
    public static async Task<SourceSample> TakeAsync(Layout layout, JsonSettings settings, int most, CancellationToken cancellationToken)
    {
        var documents = new List<JsonDocument>();
        try
        {
            var (unreadable, whole) = await FillAsync(layout, settings, documents, most, cancellationToken);
            var listing = new PathListing();
            documents.ForEach(d => listing.Add(d.RootElement));
            var paths = listing.Paths.ToList();
            var names = new PathNames([.. paths.Select(p => p.Key)], layout.Keys is { Count: > 0 } keys ? keys[^1] : null);
            return new(layout.File.Name, [.. paths.SelectMany(p => Places(p, names, documents, settings.MaxCellChars))])
            {
                Options = OptionsOf(layout),
                Records = documents.Count,
                Unreadable = unreadable,
                IsWhole = whole,
                Notes = names.StatusIsFlag ? ["Status is a flag here: StatusMap says what its words mean."] : [],
            };
        }
        finally
        {
            documents.ForEach(d => d.Dispose());
        }
    }

    private static async Task<(int Unreadable, bool Whole)> FillAsync(
        Layout layout, JsonSettings settings, List<JsonDocument> documents, int most, CancellationToken cancellationToken)
    {
        var unreadable = 0;
        using var records = await layout.OpenAsync(cancellationToken);
        while (documents.Count + unreadable < most)
        {
            if (await records.NextAsync(cancellationToken) is not { } raw)
            {
                return (unreadable, true);
            }

            // The bytes of a record are the splitter's, and are gone with the next one.
            if (raw.Fault is null && RecordText.Parse(raw.Json.ToArray(), settings.MaxDepth, out _) is { } document)
            {
                documents.Add(document);
            }
            else
            {
                unreadable++;
            }
        }

        return (unreadable, false);
    }

    /// <summary>
    /// The place; and where it is known as a field and stands in a list that has a second one in some record, that one too: which of two
    /// addresses is meant is not for the order of a list to decide.
    /// </summary>
    private static IEnumerable<SamplePlace> Places(KeyValuePair<string, PathStep[]> path, PathNames names, List<JsonDocument> documents, int maxChars)
    {
        var heading = names.Of(path.Key, path.Value);
        yield return KnownHeading.Place(path.Key, heading, ValuesAt(JsonPath.Of(path.Key, path.Value), documents, maxChars));
        var list = Array.FindLastIndex(path.Value, s => s is PathStep.Index);
        if (list < 0 || KnownHeading.Of(heading) is null)
        {
            yield break;
        }

        PathStep[] second = [.. path.Value[..list], new PathStep.Index(1), .. path.Value[(list + 1)..]];
        var written = string.Concat(second.Select(s => s.Written)).TrimStart('.');
        var values = ValuesAt(JsonPath.Of(written, second), documents, maxChars);
        if (values.Exists(v => !string.IsNullOrWhiteSpace(v)))
        {
            yield return KnownHeading.Place(written, heading, values);
        }
    }

    private static List<string?> ValuesAt(JsonPath path, List<JsonDocument> documents, int maxChars) =>
        [.. documents.Select(d => path.Read(d.RootElement, maxChars)).Select(v => v.Kind == PathHit.Value ? v.Text : null)];

    private static Dictionary<string, string> OptionsOf(Layout layout)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        if (layout.Keys is { Count: > 0 } keys && keys.All(k => k.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
        {
            options["Records"] = string.Join('.', keys);
        }

        return options;
    }
}
