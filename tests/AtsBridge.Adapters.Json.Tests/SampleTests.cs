using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>The quickstart sample reads as its README says.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task TheRetailSampleIsReadInTwoDays()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "samples", "quickstart")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        var context = new AdapterContext("retail", Path.Combine(folder.FullName, "samples", "quickstart"));
        var day2 = await ReadAsync("retail/day-2.json");
        Assert.Equal(39, (await ReadAsync("retail/day-1.json")).Records.Count);
        Assert.Equal(41, day2.Records.Count);
        var rejected = Assert.Single(day2.Rejected);
        Assert.Equal(("Email", "2727ce6f"), (rejected.Field, rejected.Key));
        Assert.Equal("", day2.Notes);
        Assert.Equal("dorothy.sandoval@example.com", day2.Records.Single(r => string.Equals(r.ApplicationId, "2727ed1e", StringComparison.Ordinal)).Email);
        Assert.Equal("", day2.Records.Single(r => string.Equals(r.ApplicationId, "2727bf06", StringComparison.Ordinal)).Status);

        async Task<ReadResult> ReadAsync(string path)
        {
            var fields = new FieldMap
            {
                ApplicationId = "id", CandidateId = "candidate.id", FirstName = "candidate.first_name", LastName = "candidate.last_name",
                Email = "emails[?(@.type=='personal')].value", Phone = "phones[0].value", JobId = "job.shortcode", JobTitle = "job.title",
                Stage = "stage", Status = "disqualified", UpdatedAt = "updated_at", SmsOptIn = "sms_consent",
            };
            var source = new JsonSource(new JsonSettings { Path = path, Records = "candidates", Fields = fields }, context, TimeProvider.System, ExportFolder.Http);
            var pages = new List<SourcePage>();
            await foreach (var page in source.ReadAsync(new ReadRequest(null), TestContext.Current.CancellationToken))
            {
                pages.Add(page);
            }

            return new ReadResult(pages);
        }
    }
}
