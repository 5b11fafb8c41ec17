using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Files.Tests;

public sealed class FieldTests
{
    [Theory]
    [InlineData("Application ID,Candidate ID,First Name,Last Name,Email,Phone,Job ID,Job,Current Stage,Status,Last Activity,Recruiter", 11)]
    [InlineData("opportunity_id,contact_id,name,stage_id,updated_at,posting_id", 5)]
    [InlineData("candidate.id,candidate.first_name,candidate.email,job.id,job.title,current_stage.name,current_stage.id,status", 8)]
    [InlineData("APPLICANT-ID,Applicant Name,E mail,Job_Opening,JobID,Stage,SMS Opt-In", 7)]
    public void HeadingsOfKnownExportsAreInferred(string headings, int count)
    {
        var binding = FieldBinder.Bind(map: null, headings.Split(','), "people.csv");
        Assert.True(binding.Inferred);
        Assert.Equal(count, binding.Fields.Count);
    }

    [Fact]
    public void TheMoreSpecificHeadingWins()
    {
        var binding = FieldBinder.Bind(map: null, ["Email", "Candidate Email", "Application Stage", "Stage", "Application ID"], "people.csv");
        Assert.Equal("Candidate Email", Of(binding, CanonicalField.Email));
        Assert.Equal("Stage", Of(binding, CanonicalField.Stage));
    }

    [Fact]
    public void TwoHeadingsThatAreEquallyGoodAreAQuestionAndNotAGuess()
    {
        var fault = Assert.Throws<SourceException>(() => FieldBinder.Bind(map: null, ["Application ID", "Stage", "Current Stage"], "people.csv"));
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains("Stage may be \"Stage\" or \"Current Stage\": set Fields:Stage", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no heading is known", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeadingThatStandsThereTwiceIsAQuestionToo()
    {
        var fault = Assert.Throws<SourceException>(() => FieldBinder.Bind(map: null, ["Application ID", "Stage", "Stage (2)"], "people.csv"));
        Assert.Contains("Stage may be \"Stage\" or \"Stage (2)\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnIdOfNobodyIsAQuestion()
    {
        var fault = Assert.Throws<SourceException>(() => FieldBinder.Bind(map: null, ["ID", "Email"], "people.csv"));
        Assert.Contains("\"ID\" may be the application's id or the candidate's", fault.Message, StringComparison.Ordinal);
        Assert.Contains("set Fields:Stage", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Recruiter Phone")]
    [InlineData("Phone Screen")]
    [InlineData("Work Phone")]
    [InlineData("Home Phone")]
    [InlineData("Emergency phone number")]
    public void APhoneThatMayBeSomebodyElsesIsNotInferred(string heading)
    {
        var binding = FieldBinder.Bind(map: null, ["Application ID", "Stage", heading], "people.csv");
        Assert.DoesNotContain(binding.Fields, f => f.Field == CanonicalField.Phone);
        Assert.Equal([heading], binding.Unused);
    }

    [Fact]
    public void EveryWellKnownHeadingBelongsToOneField()
    {
        var all = Enum.GetValues<CanonicalField>().SelectMany(f => WellKnownHeadings.Of(f).SelectMany(r => r)).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, h => Assert.Equal(HeadingName.Normalise(h), h));
    }

    [Fact]
    public void MissingHeadingsAreListedWithTheClosest()
    {
        var map = new FieldMap { ApplicationId = "Aplication Id", Stage = "Zzz", Attributes = { ["Office"] = "Ofice" } };
        var fault = Assert.Throws<SourceException>(() => FieldBinder.Bind(map, ["Application ID", "Office"], "people.csv"));
        Assert.Equal(
            "people.csv has no such heading: Fields:ApplicationId names \"Aplication Id\" (did you mean \"Application ID\"?); " +
            "Fields:Stage names \"Zzz\"; Fields:Attributes:Office names \"Ofice\" (did you mean \"Office\"?). " +
            "Headings found: \"Application ID\", \"Office\". Correct Fields, or the export.",
            fault.Message);
    }

    [Fact]
    public void EveryFieldOfARecordIsInTheMap()
    {
        var map = new FieldMap();
        foreach (var field in Enum.GetNames<CanonicalField>())
        {
            typeof(FieldMap).GetProperty(field)!.SetValue(map, field);
            Assert.NotNull(typeof(SourceRecord).GetProperty(field));
        }

        var binding = FieldBinder.Bind(map, Enum.GetNames<CanonicalField>(), "people.csv");
        var record = new RecordAssembly(binding).Build([.. binding.Fields.Select(f => f.Source)], new RecordPosition("people.csv"), fingerprint: null);
        foreach (var field in Enum.GetNames<CanonicalField>())
        {
            Assert.Equal(field, typeof(SourceRecord).GetProperty(field)!.GetValue(record));
        }
    }

    [Fact]
    public void AFingerprintKnowsCellsMissingOnesAndTheFieldMap()
    {
        Assert.Equal(Print(1, "ab", "c"), Print(1, "ab", "c"));
        Assert.NotEqual(Print(1, "ab", "c"), Print(1, "a", "bc"));
        Assert.NotEqual(Print(1, "ab", ""), Print(1, "ab", null));
        Assert.NotEqual(Print(1, "ab", "c"), Print(2, "ab", "c"));
    }

    [Fact]
    public void SettingsWithoutAPathOrWithoutAFieldAreRefused()
    {
        var results = new List<ValidationResult>();
        foreach (var settings in new[] { new LinesSettings(), new LinesSettings { Path = "a.txt", Fields = new() } })
        {
            Assert.False(Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true));
        }

        Assert.Equal(["Path", "Fields"], results.SelectMany(r => r.MemberNames));
    }

    private static string Of(FieldBinding binding, CanonicalField field) => binding.Fields.Single(f => f.Field == field).Source;

    private static UInt128 Print(long salt, params string?[] values)
    {
        var print = new RecordFingerprint(salt);
        foreach (var value in values)
        {
            if (value is null)
            {
                print.AddMissing();
            }
            else
            {
                print.Add(value);
            }
        }

        return print.Take();
    }
}
