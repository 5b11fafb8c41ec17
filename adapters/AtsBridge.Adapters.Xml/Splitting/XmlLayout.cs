using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Xml.Paths;
using AtsBridge.Adapters.Xml.Text;

namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>How records stand in a file.</summary>
/// <param name="Text">The file.</param>
/// <param name="Path">The way to the records; null: it is an empty list.</param>
/// <param name="Names">What names mean.</param>
/// <param name="Limits">The limits of a record.</param>
internal sealed record XmlLayout(XmlText Text, ElementPath? Path, NameRule Names, RecordLimits Limits)
{
    public static async Task<XmlLayout> FindAsync(SourceFile file, XmlSettings settings, CancellationToken cancellationToken)
    {
        var names = new NameRule(settings.Namespaces);
        var limits = new RecordLimits(settings.MaxRecordChars, settings.MaxDepth);
        var text = await XmlText.LookAsync(file, cancellationToken);
        if (settings.Records is { } records)
        {
            return new XmlLayout(text, ElementPath.Parse(records, names), names, limits);
        }

        using var document = text.Open(limits.MaxChars, cancellationToken);
        return new XmlLayout(text, new RecordFinder(document, names, text.Name).Find(), names, limits);
    }

    /// <summary>Opens the records, to be read into the nodes.</summary>
    public RecordStream Open(RecordNodes record, CancellationToken cancellationToken) =>
        new(Text.Open(Limits.MaxChars, cancellationToken), Path!, Names, record, Text.Name);

    /// <summary>In words, for the person who checks a source.</summary>
    public override string ToString() => Path is null ? "an empty list" : $"a record is {Path.Text}, {Text.Encoding.WebName}";
}
