using System.Text;
using System.Xml;
using AtsBridge.Adapters.Records;
using CsCheck;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>Whatever a writer writes comes back.</summary>
public sealed class AnyTableTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["ab<>&'\"]  \t\néø漢"], 0, 12],
        Gen.OneOf("", "007", "]]>", "<![CDATA[", "&amp;", "😀🇩🇪", "a\r\nb", "Phone Screen"));

    private static readonly Gen<string?[]> Row = Gen.OneOf(Text.Select(t => (string?)t), Gen.Const((string?)null)).Array[4];

    [Fact]
    public async Task AnyTableIsReadBackAsItWasWritten() =>
        await Gen.Select(Row.Array[1, 15], Gen.Int[0, 2], Gen.Bool, Gen.OneOf("utf-8", "utf-16")).SampleAsync(
            async (rows, form, indented, encoding) =>
            {
                using var export = XmlExport.Of(Write(rows, form, indented, Encoding.GetEncoding(encoding)))
                    .With(s => s with { Records = "List/Row", Fields = new FieldMap { ApplicationId = "@id", Stage = form == 1 ? "@v0" : "v0", Attributes = { ["1"] = form == 1 ? "@v1" : "v1", ["2"] = form == 1 ? "@v2" : "v2", ["3"] = form == 1 ? "@v3" : "v3" } } });
                var read = await export.ReadAsync();
                Assert.Empty(read.Rejected);
                Assert.Equal(rows.Select(r => r.Select(c => Kept(c, form))), read.Records.Select(r => new[] { r.Stage, r.Attributes.GetValueOrDefault("1"), r.Attributes.GetValueOrDefault("2"), r.Attributes.GetValueOrDefault("3") }));
            },
            iter: 600);

    /// <summary>The parser reads in blocks, and hands out long texts in pieces: wherever a text lies and however long it is, all of it comes.</summary>
    [Fact]
    public async Task ATextIsWholeWhereverTheBlocksEnd()
    {
        int[] lengths = [4095, 4096, 4097, 8191, 8192, 8193, 70_000];
        var texts = Enumerable.Range(0, 1500).Select(i => i % 301).Concat(lengths).Select((length, i) => string.Concat(Enumerable.Range(0, length).Select(c => (char)('a' + ((c + i) % 26))))).ToList();
        using var export = XmlExport.Applications([.. texts.Select(t => $"<Stage>x</Stage><Email>{t}&amp;{t}</Email>")]);
        Assert.Equal(texts.Select(t => $"{t}&{t}"), (await export.ReadAsync()).Records.Select(r => r.Email));
    }

    /// <summary>What stands between tags and is blank is nothing, unless it is marked as text.</summary>
    private static string? Kept(string? cell, int form) =>
        form != 1 && cell is not null && string.IsNullOrWhiteSpace(cell) && !(form == 2 && IsCData(cell)) ? "" : cell;

    private static bool IsCData(string cell) => !cell.Contains('\r', StringComparison.Ordinal);

    private static byte[] Write(string?[][] rows, int form, bool indented, Encoding encoding)
    {
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = encoding, Indent = indented, NewLineHandling = NewLineHandling.Entitize }))
        {
            writer.WriteStartElement("List", form == 2 ? "urn:list" : "");
            // The first has a stage: without one in the whole file the path counts as mistyped.
            foreach (var (row, i) in rows.Select((r, i) => (r, i)))
            {
                row[0] ??= i == 0 ? "x" : null;
                writer.WriteStartElement("Row", form == 2 ? "urn:list" : "");
                writer.WriteAttributeString("id", $"A{i}");
                Values(writer, row, form);
                writer.WriteEndElement();
            }
        }

        return memory.ToArray();
    }

    private static void Values(XmlWriter writer, string?[] row, int form)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] is not { } value)
            {
                continue;
            }

            if (form == 1)
            {
                writer.WriteAttributeString($"v{i}", value);
                continue;
            }

            writer.WriteStartElement($"v{i}", form == 2 ? "urn:list" : "");
            if (form == 2 && IsCData(value))
            {
                writer.WriteCData(value);
            }
            else
            {
                writer.WriteString(value);
            }

            writer.WriteEndElement();
        }
    }
}
