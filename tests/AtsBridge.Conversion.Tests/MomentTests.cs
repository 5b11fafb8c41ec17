using System.Globalization;

namespace AtsBridge.Tests.Conversion;

public sealed class MomentTests
{
    [Theory]
    [InlineData("2026-04-03", "2026-04-03T00:00:00Z")]
    [InlineData("2026-04-03T10:11", "2026-04-03T10:11:00Z")]
    [InlineData("2026-04-03 10:11:12", "2026-04-03T10:11:12Z")]
    [InlineData(" 2026-04-03 10:11:12 ", "2026-04-03T10:11:12Z")]
    [InlineData("2026-04-03T10:11:12Z", "2026-04-03T10:11:12Z")]
    [InlineData("2026-04-03T10:11:12.345Z", "2026-04-03T10:11:12.345Z")]
    [InlineData("2026-04-03T10:11:12.345678Z", "2026-04-03T10:11:12.345678Z")]
    [InlineData("2026-04-03T10:11:12+02:00", "2026-04-03T08:11:12Z")]
    [InlineData("2026-04-03T10:11:12+0200", "2026-04-03T08:11:12Z")]
    [InlineData("2018-11-28 15:46:13+03:00", "2018-11-28T12:46:13Z")]
    [InlineData("2026-04-03 10:11:12 UTC", "2026-04-03T10:11:12Z")]
    [InlineData("2026-04-03 10:11:12 +0200", "2026-04-03T08:11:12Z")]
    [InlineData("2026/04/03", "2026-04-03T00:00:00Z")]
    [InlineData("1775211072", "2026-04-03T10:11:12Z")]
    [InlineData("1775211072345", "2026-04-03T10:11:12.345Z")]
    public void WhatCanBeReadInOneWayIsRead(string written, string moment)
    {
        var expected = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        var application = Some.Accepted(Some.Record with { UpdatedAt = written, StageEnteredAt = written });

        Assert.Equal((expected, expected), (application.UpdatedAt, application.StageEnteredAt));
        Assert.Equal(TimeSpan.Zero, application.UpdatedAt!.Value.Offset);
    }

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("03-04-2026")]
    [InlineData("3.4.2026")]
    [InlineData("04-03-26")]
    [InlineData("yesterday")]
    [InlineData("46115")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("26-04-03")]
    public void WhatCouldBeReadInTwoWaysIsLeftOutWithAWarning(string written)
    {
        var conversion = RecordConversion.Convert(Some.Record with { UpdatedAt = written, StageEnteredAt = "2026-04-03" }, Some.NoRules);

        Assert.Null(conversion.Application!.UpdatedAt);
        Assert.NotNull(conversion.Application.StageEnteredAt);
        var warning = Assert.Single(conversion.Warnings);
        Assert.Contains("UpdatedAt", warning, StringComparison.Ordinal);
        Assert.Contains("DateFormats", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(written, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dd/MM/yyyy", "2026-04-03T00:00:00Z")]
    [InlineData("MM/dd/yyyy", "2026-03-04T00:00:00Z")]
    public void TheSourcesOwnNotationDecides(string format, string moment)
    {
        var rules = new ConversionRules { DateFormats = ["yyyy.MM.dd", format] };

        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), Some.Accepted(Some.Record with { UpdatedAt = "03/04/2026" }, rules).UpdatedAt);
        Assert.NotNull(Some.Accepted(Some.Record with { UpdatedAt = "2026-04-03T10:11:12Z" }, rules).UpdatedAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void WithoutADateThereIsNothingToWarnOf(string? written)
    {
        var conversion = RecordConversion.Convert(Some.Record with { UpdatedAt = written }, Some.NoRules);

        Assert.Null(conversion.Application!.UpdatedAt);
        Assert.Empty(conversion.Warnings);
    }

    [Theory]
    [InlineData("da-DK")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void TheMachinesCultureChangesNothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(2026, Some.Accepted(Some.Record with { UpdatedAt = "2026-04-03 10:11:12" }).UpdatedAt!.Value.UtcDateTime.Year);
            Assert.Equal("some.csv row 2", Some.Record.Position.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
