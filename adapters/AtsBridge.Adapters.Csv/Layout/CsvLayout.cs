using System.Text;
using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Tables;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>How a file is laid out, as far as the settings say it and its beginning shows it.</summary>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="Delimiter">What stands between cells.</param>
/// <param name="HeaderLine">The line of the header row, from 1.</param>
/// <param name="Headings">The headings.</param>
/// <param name="Binding">Which of them are read.</param>
/// <param name="Notes">What the consultant should see.</param>
/// <param name="List">The object that is read, where the file declares several; null where every row is one.</param>
internal sealed record CsvLayout(
    Encoding Encoding, char Delimiter, long HeaderLine, Headings Headings, FieldBinding Binding, IReadOnlyList<string> Notes, MetadataList? List = null)
{
    /// <returns>The layout; null where the file has no rows at all.</returns>
    public static Task<CsvLayout?> FindAsync(SourceFile file, CsvSettings settings, CsvLimits limits, CancellationToken cancellationToken) =>
        FindAsync(file, settings, limits, bind: true, cancellationToken);

    /// <summary>The same; without binding, headings that leave something to decide are no obstacle.</summary>
    public static async Task<CsvLayout?> FindAsync(
        SourceFile file, CsvSettings settings, CsvLimits limits, bool bind, CancellationToken cancellationToken)
    {
        var encoding = await EncodingDetection.DetectAsync(file, settings.Encoding, cancellationToken);
        var sample = await FileSample.TakeAsync(file, encoding.Encoding, cancellationToken);
        if (sample.IsWhole && string.IsNullOrWhiteSpace(sample.Text.TrimStart('\uFEFF')))
        {
            return null;
        }

        if (MetadataList.IsOne(sample.Text))
        {
            return await OfListAsync(file, encoding, settings.Fields, limits, bind, cancellationToken);
        }

        var delimiter = settings.Delimiter is { } said
            ? Delimiters.Parse(said) ?? throw new SourceException(SourceFault.Unreadable, $"Delimiter \"{said}\" is not one of \",\", \";\", \"|\", \"tab\".")
            : await DelimiterDetection.DetectAsync(sample, settings.Fields, limits, cancellationToken);
        var rows = await sample.RowsAsync(delimiter, limits, cancellationToken);
        var header = HeaderRow.Find(rows, settings.Fields)?.Row
            ?? throw new SourceException(SourceFault.Unreadable, $"{file.Name} has no readable row in its first {sample.Text.Length:N0} characters (read as {encoding.Encoding.WebName}). Is it a CSV file?");

        var headings = Headings.Of(header.Cells);
        var binding = Bind(settings.Fields, headings, file.Name, bind);
        return new CsvLayout(encoding.Encoding, delimiter, header.Line, headings, binding, NotesOf(encoding, header, headings, binding));
    }

    /// <summary>Opens the file as text.</summary>
    public TextReader Open(SourceFile file) => Open(file, Encoding);

    /// <summary>The layout in words.</summary>
    public override string ToString() =>
        $"delimiter {Delimiters.NameOf(Delimiter)}, {Encoding.WebName}, headings on line {HeaderLine}, {Binding}";

    private static async Task<CsvLayout> OfListAsync(
        SourceFile file, DetectedEncoding encoding, FieldMap? fields, CsvLimits limits, bool bind, CancellationToken cancellationToken)
    {
        var list = await MetadataList.FindAsync(() => Open(file, encoding.Encoding), file.Name, fields, limits, cancellationToken);
        var headings = Headings.Of(list.Cells);
        var binding = Bind(fields, headings, file.Name, bind);
        var notes = NotesOf(encoding, new(1, list.Cells), headings, binding);
        return new CsvLayout(encoding.Encoding, MetadataList.Delimiter, list.Line, headings, binding, notes, list);
    }

    private static FieldBinding Bind(FieldMap? fields, Headings headings, string file, bool bind) =>
        bind ? FieldBinder.Bind(fields, headings.Names, file) : new FieldBinding([], headings.Names, inferred: false);

    private static StreamReader Open(SourceFile file, Encoding encoding) =>
        new(file.Open(), encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);

    private static List<string> NotesOf(DetectedEncoding encoding, SampleRow header, Headings headings, FieldBinding binding)
    {
        var notes = new List<string>();
        if (encoding.Note is { } note)
        {
            notes.Add(note);
        }

        if (header.Line > 1)
        {
            notes.Add($"The headings are on line {header.Line}; what stands above is passed over.");
        }

        notes.AddRange(headings.Notes);
        if (binding.Inferred)
        {
            notes.Add(binding.ToString());
        }

        return notes;
    }
}
