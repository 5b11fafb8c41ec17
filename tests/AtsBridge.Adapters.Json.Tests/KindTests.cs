using AtsBridge.Adapters.Files.Joins;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>Several kinds of records in one file, or one file a kind.</summary>
public sealed class KindTests
{
    /// <summary>One stream after the other in one file, as connectors write them: what is another kind has other shapes.</summary>
    private const string Streams = """
        {"stream":"stages","data":{"id":"S1","name":"Interview","email":{"not":"text"}},"at":1}
        {"stream":"applications","data":{"id":"A1","candidate":"C1","stage":"S1","status":"active"},"at":1}
        {"stream":"candidates","data":{"id":"C1","name":{"first":"Ada"},"emails":[{"value":"ada@example.com"}]},"at":1}
        {"stream":"demographics","data":["no","object"],"at":1}
        {"stream":"applications","data":{"id":"A2","candidate":"C2","stage":null,"status":"active"},"at":1}
        {"stream":"Candidates ","data":{"id":"C2","name":{"first":"Bo"},"emails":[]},"at":1}
        {"stream":"applications","data":{"id":"A3"
        """;

    [Fact]
    public async Task OneKindIsReadAndTheOthersArePassedOver()
    {
        using var folder = new ExportFolder().With("export.ndjson", Streams);

        var read = await folder.ReadAsync(Settings());

        Assert.Equal("A1 A2", read.Ids);
        Assert.Equal([("Ada", "ada@example.com", "Interview"), ("Bo", "", "")], read.Records.Select(r => (r.FirstName!, r.Email!, r.Stage!)));
        Assert.Equal(7, Assert.Single(read.Rejected).Position.Row);
        Assert.Contains("4 rows of export.ndjson do not say what Where asks for", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesOfOneKindEachAreJoined()
    {
        using var folder = new ExportFolder()
            .With("applications.json", """{"applications":[{"id":"A1","person":{"id":7},"stage":"S1"},{"id":"A2","person":{"id":8},"stage":"S1"}]}""")
            .With("people.json", """[{"id":7,"names":{"first":"Ada"}},{"id":8,"names":{"first":"Bo"}}]""")
            .With("stages.json", """[{"id":"S1","name":"Interview"}]""");
        var settings = ExportFolder.Settings("applications.json", new() { ApplicationId = "id", FirstName = "person.names.first", CandidateId = "person.id", Stage = "stage.name" }) with
        {
            Join = new(StringComparer.Ordinal)
            {
                ["person"] = new() { Path = "people.json", On = "['person'].id", Key = "id" },
                ["stage"] = new() { Path = "stages.json", On = "['stage']", Key = "id" },
            },
        };

        var read = await folder.ReadAsync(settings);

        Assert.Equal([("A1", "Ada", "7", "Interview"), ("A2", "Bo", "8", "Interview")], read.Records.Select(r => (r.ApplicationId!, r.FirstName!, r.CandidateId!, r.Stage!)));
    }

    [Theory]
    [InlineData("Where", "['open", "Where:['open is")]
    [InlineData("On", "a..b", "Join:person:On is 'a..b', which is no path")]
    [InlineData("Key", "[", "Join:person:Key is '[', which is no path")]
    public void APathThatIsNoneIsNamed(string where, string path, string said)
    {
        var settings = ExportFolder.Settings("a.json", new() { ApplicationId = "id", FirstName = "person.first" }) with
        {
            Join = new(StringComparer.Ordinal) { ["person"] = new JoinSettings { Path = "p.json", On = where == "On" ? path : "x", Key = where == "Key" ? path : "id" } },
            Where = where == "Where" ? new(StringComparer.Ordinal) { [path] = "x" } : [],
        };

        Assert.Contains(ExportFolder.Validate(settings), m => m.Contains(said, StringComparison.Ordinal));
    }

    private static JsonSettings Settings() => ExportFolder.Settings("export.ndjson", new()
    {
        ApplicationId = "data.id", CandidateId = "data.candidate", FirstName = "candidate.data.name.first", Email = "candidate.data.emails[0].value",
        Stage = "stage.data.name", StageId = "data.stage", Status = "data.status",
    }) with
    {
        Where = new(StringComparer.Ordinal) { ["stream"] = "applications" },
        Join = new(StringComparer.Ordinal)
        {
            ["candidate"] = new() { On = "data.candidate", Key = "data.id", Where = new(StringComparer.Ordinal) { ["stream"] = "candidates" } },
            ["stage"] = new() { On = "data.stage", Key = "data.id", Where = new(StringComparer.Ordinal) { ["stream"] = "stages" } },
        },
    };
}
