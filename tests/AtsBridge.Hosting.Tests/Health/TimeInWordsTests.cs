using System.Globalization;
using AtsBridge.Hosting.Health;

namespace AtsBridge.Hosting.Tests.Health;

public sealed class TimeInWordsTests
{
    [Theory]
    [InlineData("00:00:00", "0 seconds")]
    [InlineData("00:00:00.9", "0 seconds")]
    [InlineData("00:00:01", "1 second")]
    [InlineData("00:00:59.9", "59 seconds")]
    [InlineData("00:01:00", "1 minute")]
    [InlineData("00:02:05", "2 minutes 5 seconds")]
    [InlineData("00:59:59", "59 minutes 59 seconds")]
    [InlineData("01:00:59", "1 hour")]
    [InlineData("02:05:00", "2 hours 5 minutes")]
    [InlineData("1.00:59:00", "1 day")]
    [InlineData("3.04:59:59", "3 days 4 hours")]
    [InlineData("400.00:00:00", "400 days")]
    [InlineData("-00:01:30", "1 minute 30 seconds")]
    public void SpansAreSaidAsPeopleSayThem(string span, string words) =>
        Assert.Equal(words, TimeInWords.Of(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));
}
