using System.Globalization;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Xlsx.Container;
using AtsBridge.Adapters.Xlsx.Layout;

namespace AtsBridge.Adapters.Xlsx.Reading;

/// <summary>A workbook that was looked through and is open at the sheet to be read.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Name">What the sheet is called.</param>
/// <param name="Layout">How it is laid out; null where it is empty.</param>
/// <param name="Notes">What the consultant should see.</param>
internal sealed record Workbook(Sheet Sheet, string Name, XlsxLayout? Layout, IReadOnlyList<string> Notes) : IDisposable
{
    /// <param name="file">The file.</param>
    /// <param name="settings">Which sheet, and which fields.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <param name="bind">False: headings that leave something to decide are no obstacle, because no field is read.</param>
    public static async Task<Workbook> OpenAsync(SourceFile file, XlsxSettings settings, CancellationToken cancellationToken, bool bind = true)
    {
        var stream = await file.OpenSeekableAsync(cancellationToken);
        Sheet? sheet = null;
        try
        {
            await WorkbookFile.RequireZipAsync(stream, file.Name, cancellationToken);
            var (choice, survey, from1904) = Survey(stream, file.Name, settings, cancellationToken);
            sheet = Sheet.Open(stream, file.Name, choice.Index, from1904);
            var layout = XlsxLayout.Find(sheet, settings.Fields, $"{file.Name}, sheet \"{choice.Entry.Name}\"", bind);
            return new Workbook(sheet, choice.Entry.Name, layout, NotesOf(choice, survey, layout));
        }
        catch
        {
            sheet?.Dispose();
            await stream.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => Sheet.Dispose();

    /// <summary>Looks through every part that the library is going to read: it reads the sheets before the one that is wanted, too.</summary>
    private static (SheetChoice Choice, SheetSurvey Survey, bool From1904) Survey(Stream stream, string file, XlsxSettings settings, CancellationToken cancellationToken)
    {
        using var package = Package.Open(stream, file, settings.MaxFileBytes);
        var parts = WorkbookParts.Read(package);
        var choice = SheetChoice.Of(parts.Sheets, settings.Sheet, file);
        new TextSurvey(file).Read(package);
        new StyleSurvey(file).Read(package);
        SheetSurvey survey;
        var index = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            survey = new SheetSurvey(file);
            if (parts.Sheets[index].Part is { } part)
            {
                survey.Read(package, part);
            }
        }
        while (index++ < choice.Index);
        return (choice, survey, parts.CountsFrom1904);
    }

    private static List<string> NotesOf(SheetChoice choice, SheetSurvey survey, XlsxLayout? layout)
    {
        var notes = new List<string>();
        void Note(int count, FormattableString note)
        {
            if (count > 0)
            {
                notes.Add(note.ToString(CultureInfo.InvariantCulture));
            }
        }

        Note(choice.Passed.Count, $"{choice.Passed.Count} hidden sheets are not read: {string.Join(", ", choice.Passed.Select(n => $"\"{n}\""))}. Set Sheet to read one of them.");
        Note(layout is null ? 1 : 0, $"The sheet \"{choice.Entry.Name}\" is empty: it has not even headings.");
        Note(survey.HiddenRows, $"{survey.HiddenRows} rows of the sheet are hidden, by a filter or by hand, and are read like the others.");
        Note(survey.Errors, $"{survey.Errors} cells show an error such as #N/A and are read as empty.");
        Note(survey.Uncalculated, $"{survey.Uncalculated} cells hold a formula that nobody has calculated and are read as empty. Open the workbook in a spreadsheet program and save it.");
        notes.AddRange(layout?.Notes ?? []);
        return notes;
    }
}
