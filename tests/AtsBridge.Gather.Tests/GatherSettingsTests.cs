using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Gather.Tests;

public sealed class GatherSettingsTests
{
    private static List<ValidationResult> Faults(GatherSettings settings)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        return faults;
    }

    private static GatherSettings Bind(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
        .Build()
        .Get<GatherSettings>(options => options.ErrorOnUnknownConfiguration = true)!;

    [Fact]
    public void AKeyIsAllThatMustBeGiven()
    {
        var settings = Bind("""{"ApiKey":"qapi_abc"}""");
        Assert.Empty(Faults(settings));
        Assert.Equal(new Uri("https://api.prod.qualifi.hr"), settings.BaseUrl);
        Assert.Equal([(100, TimeSpan.FromMinutes(1)), (1000, TimeSpan.FromHours(1))], settings.EffectiveRateLimits.Select(l => (l.Permits, l.Window)));
    }

    [Fact]
    public void ConfiguredLimitsReplaceThePublishedOnes()
    {
        var settings = Bind("""{"ApiKey":"qapi_abc","BaseUrl":"http://127.0.0.1:5005","WebhookSecret":"s","RateLimits":[{"Permits":5,"Window":"00:00:10"}]}""");
        Assert.Empty(Faults(settings));
        Assert.Equal([new RateLimit { Permits = 5, Window = TimeSpan.FromSeconds(10) }], settings.EffectiveRateLimits);
        Assert.Equal(settings.EffectiveRateLimits, new ScriptedSink(settings).Sink.RateLimits);
    }

    [Theory]
    [InlineData("https://api.prod.qualifi.hr/base", true)]
    [InlineData("http://localhost:5005", true)]
    [InlineData("http://[::1]:5005", true)]
    [InlineData("http://api.prod.qualifi.hr", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("api.prod.qualifi.hr", false)]
    [InlineData("https://user:pass@api.prod.qualifi.hr", false)]
    [InlineData("https://api.prod.qualifi.hr?x=1", false)]
    public void TheKeyTravelsOnlyOverASafeWay(string url, bool allowed)
    {
        var faults = Faults(new GatherSettings { ApiKey = "qapi_abc", BaseUrl = new Uri(url, UriKind.RelativeOrAbsolute) });
        Assert.Equal(allowed, faults.Count == 0);
        Assert.All(faults, fault => Assert.Equal("BaseUrl", Assert.Single(fault.MemberNames)));
        Assert.All(faults, fault => Assert.DoesNotContain("pass@", fault.ErrorMessage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret-without-prefix")]
    [InlineData("qapi_")]
    [InlineData("qapi_with space-secret")]
    [InlineData("qapi_secret\r\nX-Evil: 1")]
    public void AKeyThatCannotBeOneIsNamedAndNotQuoted(string key)
    {
        var settings = new GatherSettings { ApiKey = key };
        var fault = Assert.Single(Faults(settings));
        Assert.Equal("ApiKey", Assert.Single(fault.MemberNames));
        Assert.DoesNotContain("secret", fault.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void AllFaultsAreSaidAtOnce()
    {
        var faults = Faults(Bind("""{"BaseUrl":"http://api.prod.qualifi.hr","WebhookSecret":" ","RateLimits":[{}]}"""));
        Assert.Equal(
            "BaseUrl ApiKey WebhookSecret RateLimits:0:Permits RateLimits:0:Window", string.Join(' ', faults.SelectMany(fault => fault.MemberNames)));
    }

    [Fact]
    public void ALimitOutOfRangeIsNamedWithItsPlace()
    {
        var fault = Assert.Single(Faults(Bind("""{"ApiKey":"qapi_abc","RateLimits":[{"Permits":5,"Window":"00:01:00"},{"Permits":0,"Window":"00:01:00"}]}""")));
        Assert.Equal("RateLimits:1:Permits", Assert.Single(fault.MemberNames));
    }

    [Fact]
    public void TheKeyIsNeverPrinted()
    {
        var text = new GatherSettings { ApiKey = "qapi_hidden", WebhookSecret = "hidden" }.ToString();
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.Contains("https://api.prod.qualifi.hr", text, StringComparison.Ordinal);
    }

    private sealed class ScriptedSink(GatherSettings settings)
    {
        internal GatherInviteSink Sink { get; } = new(settings, new HttpClient(), new AdapterContext("gather", "/"), TimeProvider.System);
    }
}
