namespace AtsBridge.Tests.Conversion;

public sealed class KeyTests
{
    [Theory]
    [InlineData("272735e2")]
    [InlineData("00041079")]
    [InlineData("19214950003")]
    [InlineData("HR-APP-2024-00001")]
    [InlineData("5e10")]
    [InlineData("1e5")]
    [InlineData("7f3c2a1e-0000-4000-8000-000000000001")]
    public void IdsStayStrings(string id)
    {
        var application = Some.Accepted(Some.Record with { ApplicationId = id, CandidateId = id, JobId = id });

        Assert.Equal((id, id, id, id), (application.Key, application.ApplicationId, application.CandidateId, application.JobId));
    }

    [Fact]
    public void TheApplicationIdIsTheKey() =>
        Assert.Equal("A1", Some.Accepted(Some.Record with { ApplicationId = " A1 ", CandidateId = "C1", JobId = "J1" }).Key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void CandidateAndJobServeAsTheKey(string? applicationId) =>
        Assert.Equal("C1/J1", Some.Accepted(Some.Record with { ApplicationId = applicationId, CandidateId = "C1", JobId = "J1" }).Key);

    [Theory]
    [InlineData(null, null)]
    [InlineData("C1", null)]
    [InlineData("C1", " ")]
    [InlineData(null, "J1")]
    public void WithoutAKeyTheRecordIsRefused(string? candidate, string? job)
    {
        var refused = Some.Refused(Some.Record with { ApplicationId = null, CandidateId = candidate, JobId = job, Email = "ada@example.com" });

        Assert.Equal(("ApplicationId", null, "some.csv row 2"), (refused.Field, refused.Key, refused.Position.ToString()));
        Assert.Contains("Fields", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoApplicationsNeverShareAKeyBecauseOfASlashInAnId()
    {
        var one = Some.Accepted(Some.Record with { ApplicationId = null, CandidateId = "a/b", JobId = "c" });
        var other = Some.Accepted(Some.Record with { ApplicationId = null, CandidateId = "a", JobId = "b/c" });

        Assert.NotEqual(one.Key, other.Key);
    }

    [Theory]
    [InlineData("1.2025E+10")]
    [InlineData("2,73E+05")]
    [InlineData(" 5E+10 ")]
    [InlineData("1.92149500E+010")]
    [InlineData("1.92149500e+10")]
    public void AnIdThatASpreadsheetHasRoundedIsRefused(string id)
    {
        foreach (var (field, record) in (ReadOnlySpan<(string, SourceRecord)>)
            [("ApplicationId", Some.Record with { ApplicationId = id }), ("CandidateId", Some.Record with { CandidateId = id }), ("JobId", Some.Record with { JobId = id })])
        {
            Assert.Equal(field, Some.Refused(record).Field);
        }
    }
}
