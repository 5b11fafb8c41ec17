using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace AtsBridge.Benchmarks.Data;

/// <summary>Writes an export as a spreadsheet program does: numbers and moments as numbers, texts once and referred to.</summary>
internal static class Workbook
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly DateTime FirstDay = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    internal static void Write(Stream file, IEnumerable<string[]> rows)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{Links}\"><sheets><sheet name=\"Candidates\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        Part(zip, "xl/styles.xml", $"<styleSheet {Main}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var sheet = Open(zip, "xl/worksheets/sheet1.xml"))
        {
            sheet.Write($"<worksheet {Main}><sheetData>");
            var number = 0;
            foreach (var row in rows.Prepend(ExportRow.Headings))
            {
                WriteRow(sheet, ++number, row, texts);
            }

            sheet.Write("</sheetData></worksheet>");
        }

        using var shared = Open(zip, "xl/sharedStrings.xml");
        shared.Write($"<sst {Main}>");
        foreach (var (text, _) in texts.OrderBy(t => t.Value))
        {
            shared.Write($"<si><t>{SecurityElement.Escape(text)}</t></si>");
        }

        shared.Write("</sst>");
    }

    private static void WriteRow(StreamWriter sheet, int number, string[] row, Dictionary<string, int> texts)
    {
        sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\">"));
        for (var i = 0; i < row.Length; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i)}{number}");
            if (i == 0 && number > 1)
            {
                sheet.Write($"<c r=\"{place}\"><v>{row[i]}</v></c>");
            }
            else if (DateTime.TryParseExact(row[i], "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment))
            {
                sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"1\"><v>{(moment - FirstDay).TotalDays:R}</v></c>"));
            }
            else
            {
                if (!texts.TryGetValue(row[i], out var text))
                {
                    texts.Add(row[i], text = texts.Count);
                }

                sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" t=\"s\"><v>{text}</v></c>"));
            }
        }

        sheet.Write("</row>");
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var part = Open(zip, name);
        part.Write(xml);
    }

    private static StreamWriter Open(ZipArchive zip, string name) => new(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 1 << 16);
}
