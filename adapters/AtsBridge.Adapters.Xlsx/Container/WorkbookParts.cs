using System.Globalization;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>What a workbook says of itself: its sheets, and how it counts days.</summary>
/// <param name="Sheets">The sheets, in their order.</param>
/// <param name="CountsFrom1904">Whether its days are counted from 1904 and it says so in a word that the library doesn't know.</param>
internal sealed record WorkbookParts(IReadOnlyList<SheetEntry> Sheets, bool CountsFrom1904)
{
    private const string Workbook = "xl/workbook.xml";
    private const string References = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictReferences = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const int MostSheets = 1000;
    private const int MostReferences = 10_000;

    /// <exception cref="SourceException">It is no workbook.</exception>
    public static WorkbookParts Read(Package package)
    {
        if (!package.Has(Workbook))
        {
            throw new SourceException(SourceFault.Unreadable, $"{package.File} isn't an xlsx workbook: {OfOtherKind(package)}");
        }

        var sheets = new List<SheetEntry>();
        var from1904 = false;
        var isStrict = false;
        package.Read(Workbook, part =>
        {
            if (string.Equals(part.Name, "workbookPr", StringComparison.Ordinal))
            {
                from1904 = string.Equals(part["date1904"], "true", StringComparison.Ordinal);
            }
            else if (string.Equals(part.Name, "sheet", StringComparison.Ordinal) && sheets.Count <= MostSheets)
            {
                isStrict |= part.Get("id", StrictReferences) is not null;
                sheets.Add(new SheetEntry(part["name"] ?? "", part["state"] is "hidden" or "veryHidden", part.Get("id", References) ?? ""));
            }
        });
        if (isStrict)
        {
            throw new SourceException(SourceFault.Unreadable, $"{package.File} is a Strict Open XML workbook. Save it as Excel Workbook (.xlsx).");
        }

        Place(package, sheets);
        return sheets.Count <= MostSheets
            ? new WorkbookParts(sheets, from1904)
            : throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{package.File} has more than {MostSheets:N0} sheets."));
    }

    private static void Place(Package package, List<SheetEntry> sheets)
    {
        var references = 0;
        package.Read("xl/_rels/workbook.xml.rels", part =>
        {
            if (!string.Equals(part.Name, "Relationship", StringComparison.Ordinal))
            {
                return;
            }

            if (++references > MostReferences)
            {
                throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{package.File} refers to more than {MostReferences:N0} parts: no spreadsheet program writes that."));
            }

            if (part["Target"] is { Length: > 0 } target && sheets.Find(s => string.Equals(s.Reference, part["Id"], StringComparison.Ordinal)) is { } sheet)
            {
                sheet.Part = target.StartsWith("/xl/", StringComparison.OrdinalIgnoreCase) ? target[1..] : "xl/" + target;
            }
        });
    }

    private static string OfOtherKind(Package package) =>
        package.Has("xl/workbook.bin") ? "it is of the binary format (xlsb). Save it as Excel Workbook (.xlsx)."
        : package.Has("content.xml") ? "it is an OpenDocument spreadsheet (ods). Save it as Excel Workbook (.xlsx)."
        : package.Has("word/document.xml") ? "it is a Word document."
        : "it is a zip archive of something else. Unpack it, and deliver what is in it.";
}
