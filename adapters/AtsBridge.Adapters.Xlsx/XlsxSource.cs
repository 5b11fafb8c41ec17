using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Pages;
using AtsBridge.Adapters.Xlsx.Reading;

namespace AtsBridge.Adapters.Xlsx;

/// <summary>Reads exports in workbooks (xlsx): one sheet, its headings found below its titles, row by row.</summary>
/// <param name="settings">Where the files are and what is in them.</param>
/// <param name="context">What relative paths refer to.</param>
/// <param name="time">The clock by which a file is old enough to be read.</param>
/// <param name="http">Fetches a file from the web.</param>
[Adapter("xlsx", Settings = typeof(XlsxSettings))]
public sealed class XlsxSource(XlsxSettings settings, AdapterContext context, TimeProvider time, HttpClient http) : ICandidateSource, IRepeatCheck, IConnectionCheck, ISampler
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
        using var workbook = await Workbook.OpenAsync(file, settings with { Fields = fields }, cancellationToken);
        return $"{file.Name}: sheet \"{workbook.Name}\", {workbook.Layout?.ToString() ?? "which is empty"}";
    }, cancellationToken);

    /// <inheritdoc />
    public Task<SourceSample> SampleAsync(int most, CancellationToken cancellationToken) =>
        _files.LookAsync(file => XlsxSampling.TakeAsync(file, settings, most, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<SourcePage> ReadFileAsync(
        SourceFile file, FieldMap? fields, PageBuilder page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var workbook = await Workbook.OpenAsync(file, settings with { Fields = fields }, cancellationToken);
        foreach (var note in workbook.Notes)
        {
            page.Note(note);
        }

        if (workbook.Layout is not { } layout)
        {
            yield break;
        }

        var intake = new RowIntake(layout, file.Name, settings.MaxCellChars);
        while (workbook.Sheet.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What stands above the headings is no record.
            if (workbook.Sheet.Row > layout.HeaderRow)
            {
                intake.Take(workbook.Sheet, page);
            }

            if (page.IsFull)
            {
                yield return page.Take();
            }
        }
    }
}
