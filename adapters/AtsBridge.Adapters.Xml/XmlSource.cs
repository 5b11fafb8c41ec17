using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;
using AtsBridge.Adapters.Xml.Reading;
using AtsBridge.Adapters.Xml.Splitting;

namespace AtsBridge.Adapters.Xml;

/// <summary>
/// Reads exports in XML, whatever its elements are called. Streamed: memory grows with the longest record and not with the file.
/// </summary>
/// <param name="settings">The configured source.</param>
/// <param name="context">What relative paths refer to.</param>
/// <param name="time">The clock by which a file is old enough to be read.</param>
/// <param name="http">Fetches a file from the web.</param>
[Adapter("xml", Settings = typeof(XmlSettings))]
public sealed class XmlSource(XmlSettings settings, AdapterContext context, TimeProvider time, HttpClient http) : ICandidateSource, IRepeatCheck, IConnectionCheck, ISampler
{
    private readonly FileSets _files = new(settings, context, time, http);

    /// <inheritdoc />
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        _files.ReadAsync(request, ReadFileAsync, cancellationToken);

    /// <inheritdoc />
    public Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken) =>
        _files.CheckRepeatAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<string> CheckAsync(CancellationToken cancellationToken) => _files.CheckAsync(async (file, fields) =>
    {
        var layout = await XmlLayout.FindAsync(file, settings, cancellationToken);
        return $"{file.Name}: {layout}; {Bind(fields, layout, List(layout, cancellationToken)).Fields}";
    }, cancellationToken);

    /// <inheritdoc />
    public Task<SourceSample> SampleAsync(int most, CancellationToken cancellationToken) => _files.LookAsync(async file =>
    {
        var layout = await XmlLayout.FindAsync(file, settings, cancellationToken);
        return layout.Path is null
            ? throw new SourceException(SourceFault.Unreadable, $"{file.Name} has an outermost element and nothing in it: there is nothing to look at.")
            : XmlSampling.Take(layout, List(layout, cancellationToken), settings, most, cancellationToken);
    }, cancellationToken);

    private async IAsyncEnumerable<SourcePage> ReadFileAsync(
        SourceFile file, FieldMap? fields, PageBuilder page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var layout = await XmlLayout.FindAsync(file, settings, cancellationToken);
        if (layout.Text.Note is { } note)
        {
            page.Note(note);
        }

        if (layout.Path is null)
        {
            page.Note($"{file.Name} has an outermost element and nothing in it: it is an empty list.");
            yield break;
        }

        var listing = fields is null ? List(layout, cancellationToken) : new PathListing(layout.Names);
        var binding = Bind(fields, layout, listing);
        if (binding.Fields.Inferred)
        {
            page.Note(binding.Fields.ToString());
        }

        var use = new FieldUse(binding.Fields, listing.ToString, file.Name);
        var reader = new RecordReader(binding, settings, page, use, listing, file.Name);
        var record = new RecordNodes(layout.Names, layout.Limits);
        using var records = layout.Open(record, cancellationToken);
        while (records.Next())
        {
            reader.Read(record, records.Count);
            if (page.IsFull)
            {
                yield return page.Take();
            }
        }

        use.Conclude(page);
    }

    private static PathBinding Bind(FieldMap? named, XmlLayout layout, PathListing listing)
    {
        if (named is { } fields)
        {
            return PathBinding.Of(fields, layout.Names);
        }
        // Nothing could be read, so there is nothing to infer from and nothing that would need it.
        return listing.Records == 0 ? PathBinding.Nothing : PathBinding.Infer(listing, layout.Path!.Steps[^1].Local ?? "", layout.Text.Name, layout.Names);
    }

    private static PathListing List(XmlLayout layout, CancellationToken cancellationToken)
    {
        var listing = new PathListing(layout.Names);
        if (layout.Path is null)
        {
            return listing;
        }

        var document = new RecordDocument();
        var record = new RecordNodes(layout.Names, layout.Limits);
        using var records = layout.Open(record, cancellationToken);
        while (!listing.IsFull && records.Next())
        {
            if (record.Fault is null)
            {
                listing.Add(document.Build(record));
            }
        }

        return listing;
    }
}
