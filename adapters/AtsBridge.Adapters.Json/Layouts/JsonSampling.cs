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
            return new(layout.File.Name, [.. paths.Select(p => Place(p, names, documents, settings.MaxCellChars))])
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

    private static SamplePlace Place(KeyValuePair<string, PathStep[]> path, PathNames names, List<JsonDocument> documents, int maxChars)
    {
        var at = JsonPath.Of(path.Key, path.Value);
        var values = documents.Select(d => at.Read(d.RootElement, maxChars)).Select(v => v.Kind == PathHit.Value ? v.Text : null).ToList();
        return KnownHeading.Place(path.Key, names.Of(path.Key, path.Value), values);
    }

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
