using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Xml.Paths;
using AtsBridge.Adapters.Xml.Splitting;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>The first records of a file, path by path.</summary>
internal static class XmlSampling
{
    public static SourceSample Take(XmlLayout layout, PathListing listing, XmlSettings settings, int most, CancellationToken cancellationToken)
    {
        var paths = listing.Paths.Select(p => FieldPath.Parse(p, layout.Names)).ToList();
        var values = paths.Select(_ => new List<string?>()).ToArray();
        var document = new RecordDocument();
        var record = new RecordNodes(layout.Names, layout.Limits);
        var (read, unreadable, whole) = (0, 0, false);
        using var records = layout.Open(record, cancellationToken);
        while (read + unreadable < most && !whole)
        {
            whole = !records.Next();
            if (whole || record.Fault is not null)
            {
                unreadable += whole ? 0 : 1;
                continue;
            }

            read++;
            var element = document.Build(record).CreateNavigator()!;
            for (var i = 0; i < paths.Count; i++)
            {
                values[i].Add(paths[i].Read(element, settings.MaxCellChars) is { Kind: PathHit.Value, Text: { } text } ? text : null);
            }
        }

        var name = layout.Path!.Steps[^1].Local ?? "";
        return new(layout.Text.Name, [.. paths.Select((p, i) => KnownHeading.Place(p.Text, PathNames.Of(p.Text, name), values[i]))])
        {
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["Records"] = layout.Path.Text },
            Records = read,
            Unreadable = unreadable,
            IsWhole = whole,
            Notes = layout.Text.Note is { } note ? [note] : [],
        };
    }
}
