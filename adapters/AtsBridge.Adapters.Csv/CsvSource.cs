using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Csv.Layout;
using AtsBridge.Adapters.Csv.Reading;
using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Csv;

/// <summary>Reads CSV exports: one file, or every new file of a folder.</summary>
/// <param name="settings">Where the files are and what is in them.</param>
/// <param name="context">What relative paths refer to.</param>
/// <param name="time">The clock by which a file is old enough to be read.</param>
/// <param name="http">Fetches a file from the web.</param>
[Adapter("csv", Settings = typeof(CsvSettings))]
public sealed class CsvSource(CsvSettings settings, AdapterContext context, TimeProvider time, HttpClient http) : ICandidateSource, IRepeatCheck, IConnectionCheck, ISampler
{
    private readonly FileSets _sets = new(settings, context, time, http);
    private readonly CsvLimits _limits = new(settings.MaxCellChars);

    /// <inheritdoc />
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        _sets.ReadAsync(request, ReadFileAsync, cancellationToken);

    /// <inheritdoc />
    public Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken) =>
        _sets.CheckRepeatAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<string> CheckAsync(CancellationToken cancellationToken) => _sets.CheckAsync(async (file, fields) =>
    {
        var layout = await CsvLayout.FindAsync(file, settings with { Fields = fields }, _limits, cancellationToken);
        return layout is null ? $"{file.Name}: the file is empty" : $"{file.Name}: {layout}";
    }, cancellationToken);

    /// <inheritdoc />
    public Task<SourceSample> SampleAsync(int most, CancellationToken cancellationToken) =>
        _sets.LookAsync(file => CsvSampling.TakeAsync(file, settings, _limits, most, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<SourcePage> ReadFileAsync(
        SourceFile file, FieldMap? fields, PageBuilder page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var layout = await CsvLayout.FindAsync(file, settings with { Fields = fields }, _limits, cancellationToken);
        if (layout is null)
        {
            page.Note("The file is empty: it has not even headings.");
            yield break;
        }

        foreach (var note in layout.Notes)
        {
            page.Note(note);
        }

        var intake = new RowIntake(layout, file.Name, settings.MaxCellChars);
        await using var rows = new CsvRows(() => layout.Open(file), layout.Delimiter, _limits);
        var skimmer = new RowSkimmer(rows, intake, page);
        while (await rows.ReadAsync(cancellationToken) && rows.Origin.Line < layout.HeaderLine)
        {
            // What stands above the headings is no record.
        }

        while (true)
        {
            skimmer.Skim();
            if (!page.IsFull)
            {
                if (!await rows.ReadAsync(cancellationToken))
                {
                    break;
                }

                intake.Take(rows, page);
            }

            if (page.IsFull)
            {
                yield return page.Take();
            }
        }
    }
}
