namespace AtsBridge.Tests.Conversion;

public sealed class NameAndFieldTests
{
    [Theory]
    [InlineData("Ada", "Lovelace", null, "Ada", "Lovelace")]
    [InlineData(" Görel ", "", null, "Görel", "")]
    [InlineData("Ada", null, "Ada King, Countess of Lovelace", "Ada", "")]
    [InlineData(null, null, "Ada King Lovelace", "Ada King", "Lovelace")]
    [InlineData("", " ", "  Ada   Lovelace ", "Ada", "Lovelace")]
    [InlineData(null, null, "Cher", "Cher", "")]
    [InlineData(null, null, "", "", "")]
    [InlineData(null, null, null, "", "")]
    [InlineData(null, null, "山田 太郎", "山田", "太郎")]
    public void ANameIsTakenAsTheSourceGivesIt(string? given, string? family, string? full, string first, string last)
    {
        var application = Some.Accepted(Some.Record with { FirstName = given, LastName = family, FullName = full });

        Assert.Equal((first, last), (application.FirstName, application.LastName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void AnEmptyFieldIsNoValue(string? written)
    {
        var application = Some.Accepted(Some.Record with
        {
            JobId = written, JobTitle = written, Stage = written, StageId = written, TimeZone = written, ResumeUrl = written, LinkedInUrl = written, CandidateId = written,
        });

        Assert.Equal((null, null, null, null), (application.JobId, application.JobTitle, application.Stage, application.StageId));
        Assert.Equal((null, null, null, null), (application.TimeZone, application.ResumeUrl, application.LinkedInUrl, application.CandidateId));
    }

    [Fact]
    public void NothingAroundAValueCounts()
    {
        var application = Some.Accepted(Some.Record with { Stage = " Phone Interview ", JobTitle = "Engineer\t", TimeZone = " Europe/Berlin" });

        Assert.Equal(("Phone Interview", "Engineer", "Europe/Berlin"), (application.Stage, application.JobTitle, application.TimeZone));
    }

    [Fact]
    public void AttributesArePassedOn()
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Department"] = " Customer Care " };

        Assert.Same(attributes, Some.Accepted(Some.Record with { Attributes = attributes }).Attributes);
    }
}
