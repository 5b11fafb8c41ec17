using System.Globalization;
using AtsBridge.Hosting.Health;

namespace AtsBridge.Hosting.Tests.Health;

public sealed class PunctualityTests
{
    [Theory]
    [InlineData("0 0/5 * * * ?", "2026-03-02T10:01:00Z", "2026-03-02T10:15:00Z")]
    [InlineData("0 0/5 * * * ?", "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z")]
    [InlineData("0 0 * * * ?", "2026-03-02T10:00:01Z", "2026-03-02T12:05:00Z")]
    [InlineData("@hourly", "2026-03-02T10:00:01Z", "2026-03-02T12:05:00Z")]
    [InlineData("0 0 3 * * ?", "2026-03-02T03:01:00Z", "2026-03-04T03:05:00Z")]
    // Friday evening: Monday's first two times, and not Saturday's.
    [InlineData("0 0 9-17 ? * MON-FRI", "2026-03-06T17:00:30Z", "2026-03-09T10:05:00Z")]
    [InlineData("0 0 0 1 * ?", "2026-01-01T00:00:10Z", "2026-03-01T00:05:00Z")]
    [InlineData("0 0 12 L * ?", "2026-01-31T12:00:10Z", "2026-03-31T12:05:00Z")]
    [InlineData("0 0 6,7 * * ?", "2026-03-02T06:00:10Z", "2026-03-03T06:05:00Z")]
    // The nights in which European clocks are changed: schedules are in UTC, and have no such nights.
    [InlineData("0 30 1 * * ?", "2026-03-28T01:30:10Z", "2026-03-30T01:35:00Z")]
    [InlineData("0 30 1 * * ?", "2026-10-24T01:30:10Z", "2026-10-26T01:35:00Z")]
    [InlineData("0 0/30 0-3 * * ?", "2026-03-29T00:30:10Z", "2026-03-29T01:35:00Z")]
    // A schedule that fires once more is late when it did not.
    [InlineData("0 0 3 1 1 ? 2027", "2026-03-02T10:00:00Z", "2027-01-01T03:05:00Z")]
    [InlineData("0 0 3 1 1 ? 2020", "2026-03-02T10:00:00Z", null)]
    public void ASourceIsLateWhenTwoOfItsTimesHavePassed(string schedule, string since, string? late) =>
        Assert.Equal(late is null ? null : At(late), Punctuality.LateAt(schedule, At(since), TimeSpan.Zero));

    [Fact]
    public void ARunThatTakesLongerThanItsScheduleIsGivenItsTimeAgain() =>
        Assert.Equal(At("2026-03-02T10:35:00Z"), Punctuality.LateAt("0 0/5 * * * ?", At("2026-03-02T10:01:00Z"), TimeSpan.FromMinutes(20)));

    [Fact]
    public void ARunThatTookLessThanNothingCountsAsNothing() =>
        Assert.Equal(At("2026-03-02T10:15:00Z"), Punctuality.LateAt("0 0/5 * * * ?", At("2026-03-02T10:01:00Z"), TimeSpan.FromHours(-1)));

    internal static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
