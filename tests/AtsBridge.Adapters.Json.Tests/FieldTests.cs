using AtsBridge.Adapters.Records;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class FieldTests
{
    [Fact]
    public async Task APathThatIsInNoRecordIsSaid()
    {
        var read = await ReadAsync("""[{"id":1,"stage":"x"},{"id":2,"stage":"y"}]""", new FieldMap { ApplicationId = "id", Stage = "stage", Phone = "phones[0].value" });
        Assert.Equal("1 2", read.Ids);
        Assert.Contains("In none of the 2 records of export.json: Fields:Phone is 'phones[0].value'", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APathThatIsInOneRecordIsNotSaid()
    {
        var read = await ReadAsync("""[{"id":1,"stage":"x"},{"id":2,"stage":"y","phone":null}]""", new FieldMap { ApplicationId = "id", Stage = "stage", Phone = "phone" });
        Assert.Equal("", read.Notes);
    }

    [Theory]
    [InlineData("id", "Stage", "no record has a stage", "Fields:Stage is 'Stage'")]
    [InlineData("id", "current.stage", "no record has a stage", "Fields:Stage is 'current.stage'")]
    [InlineData("ID", "stage", "no record has an id", "Fields:ApplicationId is 'ID'")]
    public async Task AStageOrAnIdThatNobodyHasEndsTheReadWithThePathsThatAreThere(string id, string stage, string what, string named)
    {
        var refusal = await RefusalAsync("""[{"id":1,"stage":"x","job":{"title":"y"}}]""", new FieldMap { ApplicationId = id, Stage = stage });
        Assert.Equal(SourceFault.Unreadable, refusal.Fault);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Paths found: id, stage, job.title", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CandidateAndJobServeAsTheId()
    {
        var fields = new FieldMap { ApplicationId = "application", CandidateId = "c", JobId = "j", Stage = "stage" };
        var record = Assert.Single((await ReadAsync("""[{"c":"01","j":"02","stage":"x"}]""", fields)).Records);
        Assert.Equal(("01", "02"), (record.CandidateId, record.JobId));
        Assert.Contains("no record has an id", (await RefusalAsync("""[{"c":"01","stage":"x"}]""", fields)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"Application ID":"0012","First Name":"Ada","E-Mail":"ada@example.com","Stage":"Interview","Status":"Active"}]""", "Application ID", "Stage")]
    [InlineData("""{"applications":[{"id":5,"candidate_id":7,"job_id":8,"job_title":"x","first_name":"Ada","email":"ada@example.com","application_step":"Interview","application_status":"Active"}]}""", "id", "application_step")]
    [InlineData("""[{"id":5,"candidate_id":7,"prospect":false,"recruiter":{"id":1,"first_name":"Kate","name":"Kate"},"jobs":[{"id":8,"name":"UX"}],"status":"active","current_stage":{"id":9,"name":"Interview"}}]""", "id", "current_stage.name")]
    [InlineData("""{"data":[{"id":"u-1","name":"Ada L","stage":"lead-new","emails":["ada@example.com"],"phones":[{"type":null,"value":"(202) 555-0143"}],"status":"active","candidate":{"id":"c"}}]}""", "id", "stage")]
    [InlineData("""{"results":[{"id":"r","status":"Active","candidate":{"id":"c","name":"Ada L","primaryEmailAddress":{"value":"ada@example.com"}},"currentInterviewStage":{"id":"s","title":"Interview"},"job":{"id":"j","title":"x"}}]}""", "id", "currentInterviewStage.title")]
    public async Task WellKnownShapesAreInferredAndShown(string text, string id, string stage)
    {
        var read = await InferAsync(text);
        var record = Assert.Single(read.Records);
        Assert.NotNull(record.ApplicationId);
        Assert.Contains(record.Stage, new[] { "Interview", "lead-new" }, StringComparer.Ordinal);
        Assert.NotNull(record.Status);
        Assert.Contains($"ApplicationId ← \"{id}\"", read.Notes, StringComparison.Ordinal);
        Assert.Contains($"Stage ← \"{stage}\"", read.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("Kate", record.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFlagAloneIsReadAsTheStatusWhichNobodyTakesForActive()
    {
        var read = await InferAsync("""{"candidates":[{"id":"272735e2","name":"Ada L","firstname":"Ada","lastname":"L","email":"a@example.com","phone":null,"stage":"Interview","stage_kind":"interview","disqualified":true,"job":{"shortcode":"J1","title":"x"}}]}""");
        var record = Assert.Single(read.Records);
        Assert.Equal(("272735e2", "true", "Ada", "J1"), (record.ApplicationId, record.Status, record.FirstName, record.JobId));
        Assert.Contains("StatusMap", read.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "")]
    [InlineData("false", "false")]
    [InlineData("""{"reason":"Withdrew","archivedAt":1}""", "Withdrew")]
    public async Task AnArchiveFlagIsReadAsTheStatus(string archived, string status)
    {
        var read = await InferAsync($$"""{"data":[{"id":"u","name":"Ada L","stage":"onsite","emails":["a@example.com"],"job":{"id":"j"},"archived":{{archived}}}]}""");
        Assert.Equal((status, "Ada L"), (Assert.Single(read.Records).Status, read.Records[0].FullName));
    }

    [Fact]
    public async Task CandidatesWithSeveralApplicationsAreAQuestion()
    {
        var refusal = await Assert.ThrowsAsync<SourceException>(() => InferAsync(
            """[{"id":1,"first_name":"Ada","applications":[{"id":5,"candidate_id":1,"current_stage":{"name":"x"}},{"id":6,"candidate_id":1,"current_stage":{"name":"y"}}]}]"""));
        Assert.Contains("can't be inferred", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCheckSaysWhatWasFound()
    {
        using var folder = new ExportFolder().With("a.json", """{"candidates":[{"id":1,"stage":"x","candidate_id":2,"status":"active"}]}""");
        var said = await folder.Source(Settings("a.json", fields: null)).CheckAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("a.json: a list of records under candidates; inferred: ApplicationId ← \"id\"", said, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SourceException>(() => folder.Source(Settings("b.json", fields: null)).CheckAsync(TestContext.Current.CancellationToken));
    }
}
