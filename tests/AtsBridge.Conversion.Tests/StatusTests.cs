namespace AtsBridge.Tests.Conversion;

public sealed class StatusTests
{
    [Theory]
    // Greenhouse v1 and v3
    [InlineData("active", ApplicationStatus.Active)]
    [InlineData("in_process", ApplicationStatus.Active)]
    [InlineData("hired", ApplicationStatus.Hired)]
    [InlineData("rejected", ApplicationStatus.Rejected)]
    // Ashby, Lever: archived is out of the process, whatever the reason
    [InlineData("Archived", ApplicationStatus.Rejected)]
    [InlineData("Hired", ApplicationStatus.Hired)]
    // Workable: the names of its flags, as exports head a column with them
    [InlineData("disqualified", ApplicationStatus.Rejected)]
    [InlineData("withdrew", ApplicationStatus.Withdrawn)]
    // BambooHR
    [InlineData("New", ApplicationStatus.Active)]
    [InlineData("Put on Hold", ApplicationStatus.OnHold)]
    // SmartRecruiters
    [InlineData("IN_REVIEW", ApplicationStatus.Active)]
    [InlineData("INTERVIEW", ApplicationStatus.Active)]
    [InlineData("OFFERED", ApplicationStatus.Active)]
    [InlineData("WITHDRAWN", ApplicationStatus.Withdrawn)]
    // TalentNest
    [InlineData("Deselected", ApplicationStatus.Rejected)]
    [InlineData("deselected", ApplicationStatus.Rejected)]
    // OpenCATS
    [InlineData("Contacted", ApplicationStatus.Active)]
    [InlineData("Candidate Responded", ApplicationStatus.Active)]
    [InlineData("Qualifying", ApplicationStatus.Active)]
    [InlineData("Negotiating", ApplicationStatus.Active)]
    [InlineData("Submitted", ApplicationStatus.Active)]
    [InlineData("Interviewing", ApplicationStatus.Active)]
    [InlineData("Not in Consideration", ApplicationStatus.Rejected)]
    [InlineData("Client Declined", ApplicationStatus.Rejected)]
    [InlineData("Placed", ApplicationStatus.Hired)]
    // Frappe HR
    [InlineData("Open", ApplicationStatus.Active)]
    [InlineData("Replied", ApplicationStatus.Active)]
    [InlineData("Hold", ApplicationStatus.OnHold)]
    // SAP SuccessFactors
    [InlineData("Disqualified", ApplicationStatus.Rejected)]
    [InlineData("Closed", ApplicationStatus.Rejected)]
    [InlineData("Withdraw", ApplicationStatus.Withdrawn)]
    // A recruitment file of spreadsheets
    [InlineData("Applied", ApplicationStatus.Active)]
    [InlineData("In Review", ApplicationStatus.Active)]
    // Words of several
    [InlineData("Not selected", ApplicationStatus.Rejected)]
    [InlineData("under-review", ApplicationStatus.Active)]
    [InlineData("OnHold", ApplicationStatus.OnHold)]
    [InlineData("InProgress", ApplicationStatus.Active)]
    [InlineData("Candidate Withdrew", ApplicationStatus.Withdrawn)]
    [InlineData("Offer declined", ApplicationStatus.Withdrawn)]
    [InlineData("  Offer   accepted ", ApplicationStatus.Hired)]
    public void AWordWithAClearMeaningIsUnderstood(string word, ApplicationStatus meaning)
    {
        var application = Some.Accepted(Some.Record with { Status = word });

        Assert.Equal((meaning, word), (application.Status, application.StatusWord));
    }

    [Theory]
    [InlineData("converted", "Greenhouse, Apideck: a prospect became a candidate; the application that counts is another one")]
    [InlineData("other", "Apideck: says nothing")]
    [InlineData("Lead", "Ashby, SmartRecruiters: somebody was approached; whether they know of it is open")]
    [InlineData("New Lead", "Bullhorn: a web response there, a person approached elsewhere")]
    [InlineData("TRANSFERRED", "SmartRecruiters: goes on under another job")]
    [InlineData("Accepted", "Frappe: hired; SETU: the client takes the person; elsewhere: the application was received")]
    [InlineData("No Contact", "OpenCATS: not contacted yet; elsewhere: could not be reached")]
    [InlineData("No Status", "OpenCATS: says so itself")]
    [InlineData("Draft", "SuccessFactors: never submitted")]
    [InlineData("Saved", "SuccessFactors: never submitted")]
    [InlineData("Non Applied", "SuccessFactors: never submitted")]
    [InlineData("Candidate rejected", "who rejected whom?")]
    [InlineData("true", "the value of a flag: which one, only the configuration knows")]
    [InlineData("false", "the same")]
    [InlineData("Not Available", "Trakstar writes it where it has nothing")]
    [InlineData("Zur Klärung", "a word nobody has met")]
    [InlineData("400", "OpenCATS by number: another system's 400 is something else")]
    [InlineData("", "the source has the field and nothing in it")]
    [InlineData("  ", "the same")]
    [InlineData("-", "the same")]
    public void AWordThatCouldMeanTwoThingsIsUnknown(string word, string why)
    {
        Assert.NotEmpty(why);
        Assert.Equal(ApplicationStatus.Unknown, Some.Accepted(Some.Record with { Status = word }).Status);
    }

    [Fact]
    public void ASourceWithoutAStatusCountsAsActive()
    {
        var application = Some.Accepted(Some.Record with { Status = null });

        Assert.Equal((ApplicationStatus.Active, null), (application.Status, application.StatusWord));
    }

    [Theory]
    [InlineData("zur klärung", ApplicationStatus.OnHold)]
    [InlineData(" ZUR KLÄRUNG ", ApplicationStatus.OnHold)]
    [InlineData("Active", ApplicationStatus.Rejected)]
    [InlineData("", ApplicationStatus.Active)]
    [InlineData("rejected", ApplicationStatus.Rejected)]
    public void TheSourcesOwnWordsComeFirst(string word, ApplicationStatus meaning)
    {
        var rules = new ConversionRules
        {
            StatusMap = new Dictionary<string, ApplicationStatus>(StringComparer.Ordinal)
            {
                ["Zur Klärung"] = ApplicationStatus.OnHold, ["active "] = ApplicationStatus.Rejected, [""] = ApplicationStatus.Active,
            },
        };

        Assert.Equal(meaning, Some.Accepted(Some.Record with { Status = word }, rules).Status);
    }
}
