namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>Lists of Oracle's data loader: columns declared by METADATA lines, several objects in one file.</summary>
public sealed class MetadataListTests
{
    private static readonly string[] Lines =
    [
        "COMMENT written by the nightly job | twice",
        "METADATA|Candidate|CandidateNumber|FirstName|EmailAddress",
        "METADATA|JobApplication|ApplicationNumber|CandidateNumber|StateName|LastUpdateDate",
        "MERGE|Candidate|C1|Ada|ada@example.com",
        "MERGE|JobApplication|A1|C1|Interview|2026/03/01 08:00:00",
        "DELETE|JobApplication|A9|C1|Interview|2026/03/01 08:00:00",
        "MERGE|JobApplication|A2|C2|Applied|2026/03/02",
        "MERGE|JobApplication|A3|C1|cut",
        "MERGE|Candidate|C2|Bo, the \"second\"|bo@example.com",
        "MERGE|JobApplication|A4|C1|a | b|2026/03/02",
    ];

    [Fact]
    public async Task OneObjectIsReadAndTheOtherJoined()
    {
        using var export = Export.Of(Lines).With(s => s with
        {
            Fields = new() { ApplicationId = "ApplicationNumber", CandidateId = "CandidateNumber", FirstName = "person.FirstName", Email = "person.EmailAddress", Stage = "StateName", UpdatedAt = "LastUpdateDate" },
            Where = new(StringComparer.Ordinal) { ["Object"] = "jobapplication" },
            Join = new(StringComparer.Ordinal) { ["person"] = new() { On = "CandidateNumber", Key = "CandidateNumber", Where = new(StringComparer.Ordinal) { ["Object"] = "Candidate" } } },
        });

        var read = await export.ReadAsync();

        Assert.Equal([("A1", "Ada", "Interview"), ("A2", "Bo, the \"second\"", "Applied")], read.Records.Select(r => (r.ApplicationId!, r.FirstName!, r.Stage!)));
        Assert.Equal([8, 10], read.Rejected.Select(r => r.Position.Row));
        Assert.Contains("3 rows of people.csv", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfOneObjectTheHeadingsAreInferred()
    {
        using var export = Export.Of("METADATA|JobApplication|Application ID|First Name|Stage", "MERGE|JobApplication|A1|Ada|Interview").With(s => s with { Fields = null });

        var record = Assert.Single((await export.ReadAsync()).Records);

        Assert.Equal(("A1", "Interview"), (record.ApplicationId, record.Stage));
    }

    [Fact]
    public async Task OfSeveralNoneIsGuessed()
    {
        using var export = Export.Of(Lines).With(s => s with { Fields = null });

        var fault = await export.FaultAsync();

        Assert.Contains("several objects: Candidate, JobApplication. Say which one is the applications: \"Where\": { \"Object\": \"…\" }", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnObjectThatIsNotDeclaredIsNamed()
    {
        using var export = Export.Of(Lines).With(s => s with { Where = new(StringComparer.Ordinal) { ["Object"] = "Requisition" } });

        Assert.Contains("declares no object 'Requisition': Candidate, JobApplication", (await export.FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeclarationFarDownIsFound()
    {
        var many = Enumerable.Range(0, 5_000).Select(i => $"MERGE|Candidate|C{i}|Ada|ada{i}@example.com");
        using var export = Export.Of([Lines[1], .. many, Lines[2], Lines[4]]).With(s => s with
        {
            Fields = new() { ApplicationId = "ApplicationNumber", Stage = "StateName" }, Where = new(StringComparer.Ordinal) { ["Object"] = "JobApplication" },
        });

        Assert.Equal(["A1"], (await export.ReadAsync()).Ids);
    }
}
