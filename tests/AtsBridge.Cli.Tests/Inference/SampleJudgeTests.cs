using AtsBridge.Cli.Inference;
using CsCheck;

namespace AtsBridge.Cli.Tests.Inference;

/// <summary>What is concluded from the values of columns, and what is left to a person.</summary>
public sealed class SampleJudgeTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(1001, 6).Select(n => $"A-{n}")];

    [Fact]
    public void APlainExportLeavesNothingToDecide()
    {
        var found = Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New", "Interview"]), ("Status", "Status", ["Active"]), ("Email", "Mail", ["a@example.com"]));

        Assert.Empty(found.Questions);
        Assert.Equal(["ApplicationId", "Email", "Stage", "Status"], found.Fields.Select(f => f.Field));
        Assert.All(found.Fields, f => Assert.InRange(f.Confidence, 0.9, 1));
    }

    [Theory]
    [InlineData("03/04/2026", "04/05/2026", "StageEnteredAt", null)]
    [InlineData("03/04/2026", "25/03/2026", null, "d/M/yyyy")]
    [InlineData("03/04/2026", "03/25/2026", null, "M/d/yyyy")]
    [InlineData("13/04/2026", "03/25/2026", "StageEnteredAt", null)]
    [InlineData("21-05-1990", "5/21/1990", "StageEnteredAt", null)]
    [InlineData("2026-04-03", "2026-04-04T10:00:00Z", null, null)]
    [InlineData("3.4.2026 9:05", "25.3.2026 17:30", null, "d.M.yyyy H:mm")]
    [InlineData("soon", "later", "StageEnteredAt", null)]
    public void ADateIsReadInOneNotationOrAsked(string one, string two, string? asked, string? format)
    {
        var found = Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]), ("StageEnteredAt", "Since", [one, two]));

        Assert.Equal(asked is null ? [] : [asked], found.Questions.Select(q => q.Field));
        Assert.Equal(format is null ? [] : [format], found.DateFormats);
        Assert.Equal(asked is null, found.Fields.Any(f => f.Field == "StageEnteredAt"));
    }

    [Fact]
    public void WhatTheDaysOfAColumnTellIsNeverReadTheOtherWay() =>
        Gen.Select(Gen.Int[1, 28].Array[1, 12], Gen.Int[1, 12], Gen.Bool).Sample((days, month, dayFirst) =>
        {
            var dates = days.Select(d => dayFirst ? $"{d:00}/{month:00}/2026" : $"{month:00}/{d:00}/2026").ToArray();
            var found = Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]), ("UpdatedAt", "Changed", dates));

            var told = days.Any(d => d > 12);
            Assert.Equal(told ? [dayFirst ? "d/M/yyyy" : "M/d/yyyy"] : [], found.DateFormats);
            Assert.Equal(told ? [] : ["UpdatedAt"], found.Questions.Select(q => q.Field));
        }, iter: 60);

    [Fact]
    public void ColumnsThatDisagreeOnDayAndMonthAreAsked()
    {
        var found = Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]), ("UpdatedAt", "Changed", ["25/03/2026"]), ("StageEnteredAt", "Since", ["03/25/2026"]));

        Assert.Equal(["StageEnteredAt", "UpdatedAt"], found.Questions.Select(q => q.Field).Order(StringComparer.Ordinal));
        Assert.Empty(found.DateFormats);
    }

    [Theory]
    [InlineData("12345,22345,32345,42345,345,52345", true)]
    [InlineData("1.2E+10,22345", true)]
    [InlineData("00345,22345,32345,42345,52345", false)]
    [InlineData("1,2,3,4,5,6", false)]
    [InlineData("A1,A22,A333,A4,A5", false)]
    public void AnIdThatMayBeDamagedIsAsked(string values, bool asked)
    {
        var found = Judge(("ApplicationId", "Id", values.Split(',')), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]));

        Assert.Equal(asked, found.Questions.Any(q => q.Field == "ApplicationId"));
        Assert.Equal(!asked, found.Fields.Any(f => f.Field == "ApplicationId"));
    }

    [Fact]
    public void AnIdThatRepeatsIsAsked() =>
        Assert.Contains("not unique", Assert.Single(Judge(("ApplicationId", "Id", ["A", "B", "A"]), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"])).Questions).Text, StringComparison.Ordinal);

    [Fact]
    public void WithoutAKeyTheUniquePlacesAreCandidates()
    {
        var question = Assert.Single(Judge((null, "id", ["A", "B", "C"]), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"])).Questions);

        Assert.Equal(("ApplicationId", "id"), (question.Field, Assert.Single(question.Candidates)));
    }

    [Fact]
    public void TwoStageColumnsAreAskedUnlessTheySayTheSame()
    {
        Findings Of(string second) => Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Stage", "Hiring stage", [second]), ("Status", "Status", ["Active"]));

        Assert.Equal(["Stage", "Hiring stage"], Assert.Single(Of("Offer").Questions).Candidates);
        Assert.Empty(Of("New").Questions);
    }

    [Fact]
    public void TwoPlacesWithAddressesAreAskedAndThoseOfOthersAreNot()
    {
        Findings Of(string second) => Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]), ("Email", "Email", ["a@example.com"]), (null, second, ["b@example.com"]));

        Assert.Equal(["Email", "Private mail"], Assert.Single(Of("Private mail").Questions).Candidates);
        Assert.Empty(Of("Recruiter mail").Questions);
    }

    [Fact]
    public void SeveralAddressesInAFieldAreAsked() =>
        Assert.Equal("Email", Assert.Single(Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]), ("Email", "Email", ["a@example.com; b@example.com", "c@example.com"])).Questions).Field);

    [Fact]
    public void UnknownStatusWordsAreSuggestedAndTheFieldStays()
    {
        var found = Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Rejected by client X", "Zur Klärung", "active"]));

        Assert.Equal(["\"Rejected by client X\": \"Rejected\"", "\"Zur Klärung\": \"?\""], Assert.Single(found.Questions).Candidates);
        Assert.Contains(found.Fields, f => f.Field == "Status");
    }

    [Fact]
    public void AStarIsSuggestedForNoWordAndNamedWhereThereAreTooMany()
    {
        Findings Of(params string[] words) => Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", words));

        Assert.Empty(Of("active", "*").Questions);
        Assert.Equal(["\"Zur Klärung\": \"?\""], Assert.Single(Of("*", "Zur Klärung").Questions).Candidates);
        Assert.Contains("{ \"\": \"Active\", \"*\": \"Rejected\" }", Assert.Single(Of([.. Enumerable.Range(1, 16).Select(i => $"Reason {i}")]).Questions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PhonesWithoutCountryCodeGetAHint()
    {
        Findings Of(string phone) => Judge(("ApplicationId", "Id", Ids), ("Stage", "Stage", ["New"]), ("Status", "Status", ["Active"]), ("Phone", "Phone", [phone]));

        Assert.Contains(Of("(202) 555-0143").Hints, h => h.Contains("DefaultRegion", StringComparison.Ordinal) && h.Contains("US", StringComparison.Ordinal));
        Assert.Empty(Of("+12025550143").Hints);
    }

    /// <summary>Values are repeated to the length of the longest column.</summary>
    private static Findings Judge(params (string? Field, string Place, string[] Values)[] columns)
    {
        var length = columns.Max(c => c.Field is "ApplicationId" || c.Place == "id" ? c.Values.Length : 0);
        var most = columns.Where(c => c.Field is not "ApplicationId").Max(c => c.Values.Length);
        var places = columns.Select(c => new SamplePlace(c.Place, Fill(c, Math.Max(length, most))) { Field = c.Field, Rank = c.Place == "Hiring stage" ? 1 : 0 });
        return SampleJudge.Judge("csv", new SourceSample("x.csv", [.. places]) { Records = length, IsWhole = true });
    }

    private static List<string?> Fill((string? Field, string Place, string[] Values) column, int length) =>
        [.. Enumerable.Range(0, length).Select(i => column.Field is "ApplicationId" && i >= column.Values.Length ? $"B{i}" : column.Values[i % column.Values.Length])];
}
