namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>Fields that nobody named.</summary>
public sealed class InferenceTests
{
    [Fact]
    public async Task WellKnownNamesAreRecognisedAndShown()
    {
        using var export = XmlExport.Of("""
            <Applications>
              <Application id="A1" updated_at="2026-03-01T08:00:00Z">
                <PersonalDetails><FirstName>Ada</FirstName><LastName>Vaughan</LastName><Email>ada@example.com</Email>
                  <Phone type="private">1</Phone><Phone type="cellular">2</Phone></PersonalDetails>
                <Job id="7"><Title>Baker</Title></Job><Stage id="s1">Phone Screen</Stage><Status>Active</Status>
                <Recruiter><Phone>3</Phone><Email>r@example.com</Email></Recruiter>
              </Application>
            </Applications>
            """).With(fields: null);
        var read = await export.ReadAsync();
        var record = Assert.Single(read.Records);
        Assert.Equal(("A1", "Ada", "Vaughan", "ada@example.com", "2"), (record.ApplicationId, record.FirstName, record.LastName, record.Email, record.Phone));
        Assert.Equal(("7", "Baker", "Phone Screen", "s1", "Active"), (record.JobId, record.JobTitle, record.Stage, record.StageId, record.Status));
        Assert.Contains("inferred: ApplicationId ← \"@id\"", read.Notes, StringComparison.Ordinal);
        Assert.Contains("Phone ← \"PersonalDetails/Phone[@type='cellular']\"", read.Notes, StringComparison.Ordinal);
        Assert.Contains("\"Recruiter/Phone\"", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIdOfACandidateIsNotTakenForThatOfAnApplication()
    {
        using var export = XmlExport.Of("<L><Candidate id='1'><Stage>x</Stage></Candidate><Candidate id='2'><Stage>x</Stage></Candidate></L>").With(fields: null);
        Assert.Contains("set Fields:ApplicationId, or CandidateId and JobId", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatStandsThereSeveralTimesIsNamedOneByOne()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage><Email>a@example.com</Email>", "<Stage>x</Stage><Email>b@example.com</Email><Email>c@example.com</Email>").With(fields: null);
        var read = await export.ReadAsync();
        Assert.Equal(["a@example.com", "b@example.com"], read.Records.Select(r => r.Email));
        Assert.Contains("Email ← \"Email[1]\"", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoThatFitEquallyAreAQuestion()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage><CurrentStage>y</CurrentStage>", "<Stage>x</Stage>").With(fields: null);
        Assert.Contains("set Fields:Stage", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodysDataIsAPath()
    {
        using var export = XmlExport.Applications("<Note label='ada@example.com'>1</Note><Note label='b'>2</Note>").With(fields: null);
        Assert.DoesNotContain("ada@example.com", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }
}
