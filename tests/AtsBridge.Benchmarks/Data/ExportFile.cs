using System.Text;
using System.Text.Json;
using System.Xml;

namespace AtsBridge.Benchmarks.Data;

/// <summary>Writes exports of any length.</summary>
internal static class ExportFile
{
    private static readonly byte[] LineBreak = "\n"u8.ToArray();

    /// <summary>Whether a row is one of the hundredth that has moved on the second day.</summary>
    internal static bool Moves(int number) => number % 100 == 7;

    /// <summary>Writes an export.</summary>
    /// <param name="path">Where.</param>
    /// <param name="format">In which form.</param>
    /// <param name="rows">How many.</param>
    /// <param name="first">The row that comes first: the same rows in another order are another file, and no change.</param>
    /// <param name="moved">Whether a hundredth has moved.</param>
    internal static void Write(string path, ExportFormat format, int rows, int first, bool moved)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var numbers = Enumerable.Range(0, rows).Select(i => (i + first) % rows).Select(i => new ExportRow(i, moved && Moves(i)).Cells());
        switch (format)
        {
            case ExportFormat.Csv:
                WriteCsv(file, numbers);
                break;
            case ExportFormat.Xml:
                WriteXml(file, numbers);
                break;
            case ExportFormat.Xlsx:
                Workbook.Write(file, numbers);
                break;
            default:
                WriteJson(file, numbers, lines: format == ExportFormat.NdJson);
                break;
        }
    }

    private static void WriteCsv(FileStream file, IEnumerable<string[]> rows)
    {
        using var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        text.WriteLine(string.Join(',', ExportRow.Headings));
        foreach (var row in rows)
        {
            text.WriteLine(string.Join(',', row.Select(c => c.Contains(',', StringComparison.Ordinal) ? $"\"{c}\"" : c)));
        }
    }

    private static void WriteXml(FileStream file, IEnumerable<string[]> rows)
    {
        using var writer = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true });
        writer.WriteStartElement("Applications");
        foreach (var row in rows)
        {
            writer.WriteStartElement("Application");
            for (var i = 0; i < row.Length; i++)
            {
                writer.WriteElementString(ExportRow.Names[i], row[i]);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteJson(FileStream file, IEnumerable<string[]> rows, bool lines)
    {
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { SkipValidation = true });
        var next = false;
        if (!lines)
        {
            file.Write("["u8);
        }

        foreach (var row in rows)
        {
            if (next)
            {
                file.Write(lines ? LineBreak : ",\n"u8);
            }

            writer.Reset();
            writer.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                writer.WriteString(ExportRow.Headings[i], row[i]);
            }

            writer.WriteEndObject();
            writer.Flush();
            next = true;
        }

        file.Write(lines ? LineBreak : "]"u8);
    }
}
