namespace AtsBridge.Adapters.Xml.Tests;

public sealed class SampleTests
{
    [Fact]
    public async Task TheFirstRecordsAreShownPathByPath()
    {
        using var export = XmlExport.Of("""
            <Applications>
              <Application id="A1"><Email>ada@example.com</Email><Stage>Applied</Stage><Phone type="mobile">1</Phone><Phone type="home">2</Phone></Application>
              <Application id="A2"><Email/><Stage>Interview</Stage></Application>
            </Applications>
            """).With(fields: null);

        var sample = await export.Source.SampleAsync(100, TestContext.Current.CancellationToken);

        Assert.Equal(["@id A1|A2 ApplicationId", "Email ada@example.com| Email", "Stage Applied|Interview Stage", "Phone[@type='mobile'] 1| Phone", "Phone[@type='home'] 2|"],
            sample.Places.Where(p => !p.Place.EndsWith("/@type", StringComparison.Ordinal)).Select(p => $"{p.Place} {string.Join('|', p.Values)} {p.Field}".TrimEnd()));
        Assert.Equal((2, 0, true, "Applications/Application"), (sample.Records, sample.Unreadable, sample.IsWhole, sample.Options["Records"]));
    }

    [Fact]
    public async Task AnEmptyListHasNothingToLookAt()
    {
        using var export = XmlExport.Of("<Applications/>").With(fields: null);

        await Assert.ThrowsAsync<SourceException>(() => export.Source.SampleAsync(100, TestContext.Current.CancellationToken));
    }
}
