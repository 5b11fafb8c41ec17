using AtsBridge.Adapters.Records;
using AtsBridge.Fixtures;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>Vendors' own samples, where they lie next to the project.</summary>
public sealed class FixtureTests
{
    [Fact]
    public async Task GreenhouseApplicationsAreInferred()
    {
        var read = await InferAsync(File.ReadAllText(SharedFixtures.At("greenhouse/harvest/applications_list.json")));
        Assert.Equal("69306314", read.Records[0].ApplicationId);
        Assert.Equal(("57683957", "107761", "UX Designer - Boston", "Application Review", "767358", "active"), (read.Records[0].CandidateId, read.Records[0].JobId, read.Records[0].JobTitle, read.Records[0].Stage, read.Records[0].StageId, read.Records[0].Status));
        Assert.All(read.Records, r => Assert.Null(r.FirstName));
        Assert.Empty(read.Rejected);
        Assert.Contains("Stage ← \"current_stage.name\"", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TalentNestApplicationsAreInferred()
    {
        var read = await InferAsync(File.ReadAllText(SharedFixtures.At("talentnest/applications.list.json")));
        Assert.NotEmpty(read.Records);
        Assert.All(read.Records, r => Assert.False(string.IsNullOrEmpty(r.ApplicationId) || string.IsNullOrEmpty(r.Stage) || string.IsNullOrEmpty(r.Status) || string.IsNullOrEmpty(r.Email)));
        Assert.Contains("Stage ← \"application_step\"", read.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("talentnest/candidates.list.json")]
    [InlineData("greenhouse/harvest/candidates_list.json")]
    [InlineData("greenhouse/harvest/jobs_list.json")]
    [InlineData("talentnest/job.employment_process.json")]
    public async Task WhatIsNoListOfApplicationsIsRefused(string name)
    {
        var text = File.ReadAllText(SharedFixtures.At(name));
        Assert.Equal(SourceFault.Unreadable, (await Assert.ThrowsAsync<SourceException>(() => InferAsync(text))).Fault);
        Assert.Equal(SourceFault.Unreadable, (await RefusalAsync(text, new FieldMap { ApplicationId = "application_id", Stage = "application_step" })).Fault);
    }

    [Fact]
    public async Task AnApplicationOfItsOwnIsReadByItsPaths()
    {
        var read = await ReadAsync(File.ReadAllText(SharedFixtures.At("talentnest/application.detail.json")), new FieldMap { ApplicationId = "application.id", Stage = "application.application_step", Phone = "application.phone", Status = "application.application_status" }, records: "$", name: "one.json");
        Assert.Equal(("1765253", "Management Pro", "4167460444", "Active"), (read.Records[0].ApplicationId, read.Records[0].Stage, read.Records[0].Phone, read.Records[0].Status));
    }
}
