using System.Text.Json.Nodes;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class AllAtOnceTests
{
    [Fact]
    public void EverythingThatIsWrongIsSaidInOneReading()
    {
        var reading = Example.Read(b =>
        {
            b["Extra"] = 1;
            b["Store"]!["Provider"] = "Oracle";
            b.Source()["Schedule"] = "hourly";
            b.Source().Options().Remove("Path");
            b.Source().Options()["Fields"]!["Frist"] = "x";
            b.Source().Options()["DefaultRegion"] = "ZZ";
            b["Sources"]!["second"] = new JsonObject { ["Adapter"] = "xls" };
            b.Sink()["Delivery"]!["MaxAttempts"] = 99;
            b.Sink().Options()["RateLimits"]![1]!["Permits"] = 0;
            b.Route()["Source"] = "nowhere";
            b.Route().Part("When").Remove("Stage");
            b.Route().Part("Invite")["InterviewId"] = "seven";
            b.Route().Part("Invite")["ExpiryDays"] = 1000;
            b.Route()["OnStageLeft"] = "Archive";
        });

        Assert.Null(reading.Configuration);
        var paths = reading.Problems.Select(p => p.Path["AtsBridge:".Length..]).Order(StringComparer.Ordinal);
        Assert.Equal(
            """
            Extra
            Routes:0:Invite:ExpiryDays
            Routes:0:Invite:InterviewId
            Routes:0:OnStageLeft
            Routes:0:Source
            Routes:0:When:Stage
            Sinks:gather:Delivery:MaxAttempts
            Sinks:gather:Options:RateLimits:1:Permits
            Sources:acme:Options:DefaultRegion
            Sources:acme:Options:Fields:Frist
            Sources:acme:Options:Path
            Sources:acme:Schedule
            Sources:second:Adapter
            Store:Provider
            """,
            string.Join('\n', paths));
    }

    [Fact]
    public void NoProblemEverShowsAKey()
    {
        var reading = Example.Read(b =>
        {
            b.Sink().Options()["BaseUrl"] = "https://user:pass@example.com";
            b.Sink().Options()["WebhookSecret"] = new JsonObject { ["a"] = "b" };
            b.Sink()["ApiKey"] = Example.Key;
            b.Route().Part("Invite")["InterviewId"] = Example.Key;
        });

        Assert.NotEmpty(reading.Problems);
        Assert.All(reading.Problems, p => Assert.DoesNotContain(Example.Key, $"{p}{p.Value}", StringComparison.Ordinal));
    }
}
