using AtsBridge.Sync;
using AtsBridge.Told;

namespace AtsBridge.Engine.Tests.Told;

/// <summary>What an event says is laid over what is known, field by field.</summary>
public sealed class ToldMergeTests
{
    private static readonly SourceRecord Known = new()
    {
        Position = new("list", 7), ApplicationId = "A", CandidateId = "C", FirstName = "Ada", LastName = "Vaughan", Email = "ada@example.com", Phone = "202-555-0143", JobId = "J", JobTitle = "Nurse",
        Stage = "Applied", StageId = "1", StageEnteredAt = "2026-03-01T08:00:00Z", Status = "rejected", UpdatedAt = "2026-03-01T08:00:00Z", SmsOptIn = "true", TimeZone = "Europe/Berlin",
        ResumeUrl = "https://example.com/cv", LinkedInUrl = "https://www.example.com/in/ada", Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["Region"] = "north", ["Level"] = "2" },
    };

    private static readonly SourceRecord Silent = new() { Position = new("webhook"), ApplicationId = "A" };

    /// <summary>Every field, and how a record says another value in it.</summary>
    public static TheoryData<string, string?> Fields() => new()
    {
        { "CandidateId", "C" }, { "Email", "bo@example.com" }, { "Phone", "202-555-0199" }, { "JobId", "K" }, { "JobTitle", "Baker" }, { "Stage", "Offer" }, { "StageId", "9" },
        { "StageEnteredAt", "2026-03-01T09:00:00Z" }, { "Status", "active" }, { "UpdatedAt", "2026-03-01T09:00:00Z" }, { "SmsOptIn", "false" }, { "TimeZone", "Europe/Paris" },
        { "ResumeUrl", "https://example.com/new" }, { "LinkedInUrl", "https://www.example.com/in/bo" }, { "Name", "Bo Ek" }, { "Attributes", null },
    };

    [Fact]
    public void AnEventThatSaysNothingChangesNothing() =>
        Assert.Equal(Shown(Converted(Known)), Shown(Merged(Silent)));

    [Theory]
    [MemberData(nameof(Fields))]
    public void WhatItSaysIsTakenAndTheRestStays(string field, string? value)
    {
        var (told, expected) = field switch
        {
            // A first name alone says that there is no other.
            "Name" => (Silent with { FullName = value }, Known with { FirstName = null, LastName = null, FullName = value }),
            "Attributes" => (Silent with { Attributes = One("Level", "3") }, Known with { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["Region"] = "north", ["Level"] = "3" } }),
            // Told without its id it may be another stage's of the same name, and the known time was that of the stage before.
            "Stage" => (Silent with { Stage = value }, Known with { Stage = value, StageId = null, StageEnteredAt = null }),
            "StageId" => (Silent with { StageId = value, Stage = "Offer" }, Known with { StageId = value, Stage = "Offer", StageEnteredAt = null }),
            _ => (With(Silent, field, value), With(Known, field, value)),
        };

        Assert.Equal(Shown(Converted(expected)), Shown(Merged(told)));
    }

    /// <summary>An empty text is a word: the status was cleared.</summary>
    [Fact]
    public void WhatIsToldEmptyIsEmpty()
    {
        var merged = Merged(Silent with { Status = "", Email = "", Phone = "" });

        Assert.Equal((ApplicationStatus.Unknown, null, null), (merged.Status, merged.Email, merged.Phone));
    }

    [Fact]
    public void TheSameStageToldAgainKeepsItsTime() =>
        Assert.Equal(Converted(Known).StageEnteredAt, Merged(Silent with { Stage = "applied", StageId = "1" }).StageEnteredAt);

    [Theory]
    [InlineData("2026-03-01T07:59:59Z", null, true)]
    [InlineData("2026-03-01T08:00:00Z", null, false)]
    [InlineData("2026-03-01T08:00:01Z", "2026-01-01T00:00:00Z", false)]
    [InlineData(null, "2026-03-01T07:59:59Z", true)]
    [InlineData(null, "2026-03-01T08:00:00Z", false)]
    [InlineData(null, null, false)]
    public void OlderIsWhatWasUpdatedOrElseEnteredItsStageBefore(string? updated, string? entered, bool outdated) =>
        Assert.Equal(outdated, ToldMerge.IsOutdated(Converted(Silent with { UpdatedAt = updated, StageEnteredAt = entered }), Converted(Known)));

    private static Application Merged(SourceRecord told) => ToldMerge.Of(told, Converted(told), Converted(Known));

    private static Application Converted(SourceRecord record)
    {
        var conversion = RecordConversion.Convert(record, ConversionRules.None);
        return conversion.Application ?? throw new InvalidOperationException(conversion.Rejection!.Reason);
    }

    private static string Shown(Application application) => ApplicationJson.Write(application with { Position = default });

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private static SourceRecord With(SourceRecord record, string field, string? value)
    {
        var copy = record with { };
        typeof(SourceRecord).GetProperty(field)!.SetValue(copy, value);
        return copy;
    }
}
