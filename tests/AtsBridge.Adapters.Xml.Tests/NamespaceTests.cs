using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Xml.Tests;

public sealed class NamespaceTests
{
    private const string TwoNamespaces = """
        <h:List xmlns:h="urn:hr" xmlns="urn:plain">
          <h:Candidate h:id="A1" id="plain"><Stage>plain</Stage><h:Stage>hr</h:Stage></h:Candidate>
        </h:List>
        """;

    [Theory]
    [InlineData("<List xmlns='urn:any'><Candidate id='A1'><Stage>x</Stage></Candidate></List>")]
    [InlineData("<n:List xmlns:n='urn:any'><n:Candidate id='A1'><n:Stage>x</n:Stage></n:Candidate></n:List>")]
    [InlineData("<List><Candidate id='A1'><Stage xmlns='urn:other'>x</Stage></Candidate></List>")]
    [InlineData("<List><Candidate id='A1'><Stage>x</Stage></Candidate></List>")]
    public async Task ANameWithoutPrefixMeansAnyNamespace(string xml)
    {
        using var export = XmlExport.Of(xml).With(s => s with { Records = "List/Candidate" });
        Assert.Equal(("A1", "x"), ((await export.ReadAsync()).Records.Select(r => (r.ApplicationId!, r.Stage!)).Single()));
    }

    [Theory]
    [InlineData("Stage", "plain", "@id", "plain")]
    [InlineData("h:Stage", "hr", "@h:id", "A1")]
    public async Task APrefixTellsThemApart(string stage, string stageIs, string id, string idIs)
    {
        using var export = XmlExport.Of(TwoNamespaces).With(s => s with { Records = "h:List/h:Candidate", Namespaces = new(StringComparer.Ordinal) { ["h"] = "urn:hr" }, Fields = new FieldMap { ApplicationId = id, Stage = stage } });
        var record = Assert.Single((await export.ReadAsync()).Records);
        Assert.Equal((idIs, stageIs), (record.ApplicationId, record.Stage));
    }

    [Fact]
    public async Task TwoOfOneNameAreTwoHitsWithoutOne()
    {
        using var export = XmlExport.Of(TwoNamespaces).With(s => s with { Records = "List/Candidate", Fields = new FieldMap { ApplicationId = "@id", Stage = "Stage" } });
        Assert.Contains("hits 2 values", Assert.Single((await export.ReadAsync()).Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyPrefixNarrowsThePlainName()
    {
        using var export = XmlExport.Of(TwoNamespaces).With(s => s with
        {
            Records = "h:List/h:Candidate", Namespaces = new(StringComparer.Ordinal) { [""] = "urn:plain", ["h"] = "urn:hr" }, Fields = new FieldMap { ApplicationId = "@h:id", Stage = "Stage" },
        });
        Assert.Equal("plain", Assert.Single((await export.ReadAsync()).Records).Stage);
    }

    [Fact]
    public async Task TheLanguageOfAnElementCanBeAskedFor()
    {
        using var export = XmlExport.Applications("<Stage xml:lang='sv'>Intervju</Stage><Stage xml:lang='en'>Interview</Stage>")
            .With(new FieldMap { ApplicationId = "@id", Stage = "Stage[@xml:lang='en']" });
        Assert.Equal("Interview", Assert.Single((await export.ReadAsync()).Records).Stage);
    }

    [Fact]
    public async Task AnotherPrefixForTheSameNamespaceIsNoChange()
    {
        using var export = XmlExport.Of("<L xmlns='urn:x'><Candidate id='A1'><Stage>x</Stage></Candidate></L>");
        var known = (await export.ReadAsync()).Records.Single().Fingerprint;
        export.Write("<p:L xmlns:p='urn:x'><p:Candidate  id=\"A1\" ><p:Stage>x</p:Stage></p:Candidate></p:L>"u8.ToArray());
        Assert.Equal([known!.Value], (await export.ReadAsync(f => f == known)).Unchanged);
    }

    [Fact]
    public void ANamespaceWithoutAddressIsAFault() =>
        Assert.Contains("gives a prefix to nothing", Assert.Single(XmlExport.Validate(new XmlSettings { Path = "x", Namespaces = new(StringComparer.Ordinal) { ["h"] = " " } })), StringComparison.Ordinal);
}
