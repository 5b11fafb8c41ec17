using CsCheck;

namespace AtsBridge.Tests.Conversion;

public sealed class StatusTests
{
    private static readonly string[] Words = ["", " ", "*", "**", "a*", "active", " Rejected ", "on-hold", "converted", "2026-11-01"];

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

    [Theory]
    [InlineData("2026-11-01T10:00:00Z", ApplicationStatus.Rejected)]
    [InlineData("1763400000000", ApplicationStatus.Rejected)]
    [InlineData("Lives too far away", ApplicationStatus.Rejected)]
    [InlineData("true", ApplicationStatus.Rejected)]
    [InlineData("*", ApplicationStatus.Rejected)]
    [InlineData("-", ApplicationStatus.Rejected)]
    [InlineData("", ApplicationStatus.Active)]
    [InlineData(" \t", ApplicationStatus.Active)]
    [InlineData("Zur Klärung", ApplicationStatus.OnHold)]
    [InlineData("converted", ApplicationStatus.Unknown)]
    [InlineData("ON_HOLD", ApplicationStatus.OnHold)]
    [InlineData("Candidate Withdrew", ApplicationStatus.Withdrawn)]
    [InlineData("in process", ApplicationStatus.Active)]
    public void AStarStandsForEveryWordThatNobodyKnows(string word, ApplicationStatus meaning)
    {
        (string, ApplicationStatus)[] words = [(" * ", ApplicationStatus.Rejected), ("", ApplicationStatus.Active), ("zur klärung", ApplicationStatus.OnHold), ("converted", ApplicationStatus.Unknown)];

        foreach (var written in new[] { words, [.. words.Reverse()] })
        {
            var rules = new ConversionRules { StatusMap = written.ToDictionary(w => w.Item1, w => w.Item2, StringComparer.Ordinal) };
            Assert.Equal((meaning, word), (Some.Accepted(Some.Record with { Status = word }, rules).Status, Some.Accepted(Some.Record with { Status = word }, rules).StatusWord));
        }
    }

    [Fact]
    public void AStarSaysNothingOfASourceWithoutAStatusNorOfAnEmptyWord()
    {
        var rules = new ConversionRules { StatusMap = new Dictionary<string, ApplicationStatus>(StringComparer.Ordinal) { ["*"] = ApplicationStatus.Rejected } };

        Assert.Equal(ApplicationStatus.Active, Some.Accepted(Some.Record with { Status = null }, rules).Status);
        Assert.Equal(ApplicationStatus.Unknown, Some.Accepted(Some.Record with { Status = "" }, rules).Status);
        Assert.Equal(ApplicationStatus.Unknown, Some.Accepted(Some.Record with { Status = "  " }, rules).Status);
    }

    /// <summary>Whatever a map says of single words: a star changes what was unknown and isn't empty, and nothing else.</summary>
    [Fact]
    public void AStarChangesOnlyWhatWasUnknown()
    {
        var word = Gen.OneOf(Gen.String[0, 6], Gen.Int[0, Words.Length - 1].Select(i => Words[i]));
        var status = Gen.Enum<ApplicationStatus>();
        Gen.Select(word, Gen.Select(word, status).Array[0, 4], status).Sample((asked, named, others) =>
        {
            var map = named.Where(n => n.Item1.Trim() != "*").DistinctBy(n => n.Item1, StringComparer.Ordinal).ToDictionary(n => n.Item1, n => n.Item2, StringComparer.Ordinal);
            var without = Some.Accepted(Some.Record with { Status = asked }, new() { StatusMap = map }).Status;
            var with = Some.Accepted(Some.Record with { Status = asked }, new() { StatusMap = new Dictionary<string, ApplicationStatus>(map, StringComparer.Ordinal) { ["*"] = others } }).Status;
            var isNamed = map.Keys.Any(k => string.Equals(k.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase));
            Assert.Equal(without == ApplicationStatus.Unknown && !isNamed && asked.Trim().Length > 0 ? others : without, with);
        }, iter: 20_000);
    }
}
