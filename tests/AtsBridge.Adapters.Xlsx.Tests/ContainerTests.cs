using System.Buffers.Binary;
using System.Text;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>What is no workbook, or a damaged one.</summary>
public sealed class ContainerTests
{
    private static readonly byte[] Old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static Book Sound => Book.Of(XlsxExport.Header, ["A1", "Ada", "1", "x"]);

    public static TheoryData<byte[], string> Foreign => new()
    {
        { [], "is empty" },
        { "people,stage\n1,x\n"u8.ToArray(), "csv adapter" },
        { "[{\"a\":1}]"u8.ToArray(), "json adapter" },
        { "<?xml version='1.0'?><a/>"u8.ToArray(), "xml adapter" },
        { "<html><body>Sign in</body></html>"u8.ToArray(), "HTML page" },
        { "%PDF-1.7"u8.ToArray(), "PDF" },
        { [.. Old, .. new byte[2000]], "old format (xls). Save it as Excel Workbook" },
        { [.. Old, .. new byte[1100], .. Encoding.Unicode.GetBytes("EncryptionInfo"), 0, 0, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[600]], "protected with a password" },
        { Book.Zip([("people.csv", "a,b"u8.ToArray())]), "zip archive of something else. Unpack it" },
        { Book.Zip([("xl/workbook.bin", [1])]), "binary format (xlsb)" },
        { Book.Zip([("mimetype", [1]), ("content.xml", [1])]), "OpenDocument" },
        { Sound.With("xl/workbook.xml", "<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'><sheets><sheet name='P' sheetId='1' r:id='rId1'/></sheets></workbook>").Bytes(), "Strict Open XML" },
        { Sound.With("xl/workbook.xml", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>").Bytes(), "has no sheets" },
        { Sound.With("xl/worksheets/sheet1.xml", "<worksheet").Bytes(), "damaged" },
        { Sound.With("xl/styles.xml", "").Bytes(), "damaged" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task WhatIsNoWorkbookIsToldApartWithTheCure(byte[] bytes, string says)
    {
        using var export = XlsxExport.Of(bytes);
        var fault = await export.FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkbookThatIsCutOffAnywhereIsNeverTakenForTheWhole()
    {
        var whole = Sound.Bytes();
        for (var length = 1; length < whole.Length; length += 13)
        {
            using var export = XlsxExport.Of(whole[..length]);
            await export.FaultAsync();
        }
    }

    [Fact]
    public async Task AWrongBitInAPartIsNoticed()
    {
        var bytes = Sound.Bytes(System.IO.Compression.CompressionLevel.NoCompression);
        var at = bytes.AsSpan().IndexOf("<t xml:space=\"preserve\">Ada"u8);
        bytes[at + 25] ^= 1;
        using var export = XlsxExport.Of(bytes);
        Assert.Contains("damaged", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("xl/../../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\evil.xml")]
    [InlineData("xl\\..\\..\\evil.xml")]
    public async Task ANameThatLeadsOutOfTheArchiveIsRefused(string name)
    {
        using var export = XlsxExport.Of(Sound.With(name, "x"));
        Assert.Contains("lead out of it", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListOfContentsThatLiesIsNotBelieved()
    {
        // Four gigabytes, says the entry; the framework gives what is there, and the sum of it is right.
        var bytes = Sound.Bytes();
        var at = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 24), 10);
        using var export = XlsxExport.Of(bytes);
        await export.FaultAsync();
    }
}
