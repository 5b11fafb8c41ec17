using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Json.Layouts;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Records.Json.Skimming;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Json;

/// <summary>
/// Reads exports in JSON: a list, an object that holds one, or a record a line (NDJSON). Streamed: memory grows with the longest
/// record and not with the file.
/// </summary>
/// <param name="settings">The configured source.</param>
/// <param name="context">What relative paths refer to.</param>
/// <param name="time">The clock.</param>
/// <param name="http">Fetches a file from the web.</param>
[Adapter("json", Settings = typeof(JsonSettings))]
public sealed class JsonSource(JsonSettings settings, AdapterContext context, TimeProvider time, HttpClient http) : ICandidateSource, IRepeatCheck, IConnectionCheck, ISampler
{
    private readonly FileSets _files = new(settings, context, time, http);

    /// <summary>Whether every record is parsed, known or not: what skimming is compared with.</summary>
    internal bool ParsesAll { get; init; }

    /// <inheritdoc />
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        _files.ReadAsync(request, ReadFileAsync, cancellationToken);

    /// <inheritdoc />
    public Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken) =>
        _files.CheckRepeatAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<string> CheckAsync(CancellationToken cancellationToken) => _files.CheckAsync(async (file, fields) =>
    {
        var layout = await Layout.FindAsync(file, settings, cancellationToken);
        var listing = await ListAsync(layout, cancellationToken);
        var binding = Bind(fields, layout, listing);
        return $"{file.Name}: {layout.Description}; {binding.Fields}";
    }, cancellationToken);

    /// <inheritdoc />
    public Task<SourceSample> SampleAsync(int most, CancellationToken cancellationToken) => _files.LookAsync(async file =>
        await JsonSampling.TakeAsync(await Layout.FindAsync(file, settings, cancellationToken), settings, most, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<SourcePage> ReadFileAsync(
        SourceFile file, FieldMap? fields, PageBuilder page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var layout = await Layout.FindAsync(file, settings, cancellationToken);
        var listing = fields is null ? await ListAsync(layout, cancellationToken) : new PathListing();
        var binding = Bind(fields, layout, listing);
        if (binding.Note is { } note)
        {
            page.Note(note);
        }

        var use = new FieldUse(binding.Fields, listing.ToString, file.Name);
        var skimmer = new RecordSkimmer(binding, settings.Limits, page, use, listing) { IsOff = ParsesAll };
        var reader = new RecordReader(binding, settings.Limits, page, use, listing, skimmer, file.Name);
        using var records = await layout.OpenAsync(cancellationToken);
        while (true)
        {
            records.Skim(skimmer);
            if (!page.IsFull)
            {
                if (await records.NextAsync(cancellationToken) is not { } raw)
                {
                    break;
                }

                reader.Read(raw);
            }

            if (page.IsFull)
            {
                yield return page.Take();
            }
        }

        use.Conclude(page);
    }

    private static PathBinding Bind(FieldMap? named, Layout layout, PathListing listing)
    {
        if (named is { } fields)
        {
            return PathBinding.Of(fields);
        }
        // Nothing could be read, so there is nothing to infer from and nothing that would need it.
        return listing.IsEmpty ? PathBinding.Nothing : PathInference.Infer(listing, layout.Keys, layout.File.Name);
    }

    private async Task<PathListing> ListAsync(Layout layout, CancellationToken cancellationToken)
    {
        var listing = new PathListing();
        using var records = await layout.OpenAsync(cancellationToken);
        while (!listing.IsFull && await records.NextAsync(cancellationToken) is { } raw)
        {
            if (raw.Fault is not null)
            {
                continue;
            }

            using var document = RecordText.Parse(raw.Json, settings.MaxDepth, out _);
            if (document is not null)
            {
                listing.Add(document.RootElement);
            }
        }

        return listing;
    }
}
