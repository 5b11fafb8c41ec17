using AtsBridge.Hosting.Health;

namespace AtsBridge.Hosting.Tests.Health;

[CollectionDefinition(nameof(ElsewhereTests), DisableParallelization = true)]
public sealed class AloneBecauseTheTimeZoneIsTheProcess;

[Collection(nameof(ElsewhereTests))]
public sealed class ElsewhereTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    public void TheMachinesTimeZoneChangesNothing(string zone)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();

            Assert.Equal(PunctualityTests.At("2026-03-02T03:00:00Z"), Punctuality.NextAt("0 0 3 * * ?", PunctualityTests.At("2026-03-02T02:59:00Z")));
            Assert.Equal(PunctualityTests.At("2026-11-02T06:35:00Z"), Punctuality.LateAt("0 30 6 * * ?", PunctualityTests.At("2026-10-31T06:31:00Z"), TimeSpan.Zero));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }
}
