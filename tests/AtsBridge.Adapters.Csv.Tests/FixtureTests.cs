using AtsBridge.Fixtures;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>Recorded exports of strangers, where they are at hand.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("fivetran-greenhouse/application.csv", "id", "status")]
    [InlineData("fivetran-greenhouse/candidate.csv", "id", "first_name")]
    [InlineData("fivetran-greenhouse/job_stage.csv", "id", "updated_at")]
    [InlineData("fivetran-greenhouse/eeoc.csv", "application_id", "disability_status_description")]
    [InlineData("fivetran-lever/opportunity.csv", "id", "stage_id")]
    [InlineData("fivetran-lever/posting.csv", "id", "content_description_html")]
    public async Task ARecordedExportIsReadWithoutQuarantine(string file, string id, string other)
    {
        using var export = Copy(file, new() { ApplicationId = id, Attributes = { ["other"] = other } });
        var read = await export.ReadAsync();
        Assert.Empty(read.Rejected);
        Assert.NotEmpty(read.Records);
        Assert.All(read.Records, r => Assert.NotEqual("", r.ApplicationId));
    }

    [Fact]
    public async Task EveryRecordedExportIsReadOrRefusedWithWhatToDecide()
    {
        foreach (var path in Directory.EnumerateFiles(SharedFixtures.At(), "*.csv", SearchOption.AllDirectories))
        {
            using var export = new Export().With(s => s with { Fields = null }).Write(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            try
            {
                Assert.Empty((await export.ReadAsync()).Rejected);
            }
            catch (SourceException fault)
            {
                Assert.Contains("set Fields:", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task TheHeadingsOfLeversHistoryAreInferred()
    {
        using var export = Copy("fivetran-lever/opportunity_stage_history.csv", fields: null);
        var read = await export.ReadAsync();
        Assert.Contains("ApplicationId ← \"opportunity_id\"", read.Notes, StringComparison.Ordinal);
        Assert.Contains(read.Records, r => string.Equals(r.StageId, "applicant-new", StringComparison.Ordinal));
    }

    private static Export Copy(string file, Records.FieldMap? fields) =>
        new Export().With(s => s with { Fields = fields }).Write(File.ReadAllBytes(SharedFixtures.At(file)));
}
