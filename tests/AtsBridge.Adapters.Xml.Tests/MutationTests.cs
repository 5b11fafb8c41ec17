using System.Text;
using AtsBridge.Adapters.Records;
using AtsBridge.Mutations;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>A hundred thousand damaged files; more with <c>ATSBRIDGE_MUTATIONS=5000000</c>.</summary>
public sealed class MutationTests
{
    private static readonly byte[][] Sound =
    [
        Encoding.UTF8.GetBytes("""
            <?xml version="1.0" encoding="utf-8"?>
            <Applications xmlns="urn:x"><!-- made today -->
            <Application id="A1"><Name><Given>Zoë</Given></Name><Email type="work">a@example.com</Email><Stage>Phone &amp; Video</Stage></Application>
            <Application id="A2"><Name/><Email/><Stage><![CDATA[On <site>]]></Stage><Status>Active</Status></Application>
            <Application id="A3"><Stage>&#x4F;ffer</Stage></Application></Applications>
            """),
        Encoding.Unicode.GetBytes("\uFEFF<?xml version='1.0' encoding='utf-16'?><r><p:row xmlns:p='urn:p' id='1'><p:Stage>x</p:Stage></p:row><row id='2'><Stage>y</Stage></row></r>"),
    ];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "<", ">", "</", "/>", "&", ";", "&#0;", "&#xD800;", "&#x1F600;", "&lt;", "&x;", "<![CDATA[", "]]>", "<!--", "-->", "<?x ?>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "\"", "'", "=", " xmlns='urn:y'",
            " xmlns:p='urn:p'", "<p:q/>", "<a>", "</a>", "</Application>", "<Application>", "</Applications>", " id='1'", " xsi:nil='true'", "\0", "\u0001", "\uFFFE", "\r\n", " ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
    ];

    private static readonly FieldMap Fields = new() { ApplicationId = "@id", FirstName = "Name/Given", Email = "Email[@type='work']", Stage = "Stage", Status = "Status" };

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task WhateverIsDamagedRecordsAndQuarantineComeOutOrASourceException()
    {
        var tally = await MutationRun.ReadAllAsync(
            "people.xml",
            number => Mutation.Of(Sound[number % Sound.Length], number, Words),
            (context, number) => new XmlSource(new XmlSettings
            {
                Path = "people.xml", Fields = number % 5 == 0 ? null : Fields, Records = number % 3 == 0 ? "*/*" : null, StableFor = TimeSpan.Zero, MaxRecordChars = 1000, MaxCellChars = 100,
            }, context, TimeProvider.System, Http),
            RowCheck.EachFromTheFirst,
            TestContext.Current.CancellationToken);
        Assert.True(tally is { Records: > 0, Rejected: > 0, Refused: > 0 }, $"{tally}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{tally}");
    }
}
