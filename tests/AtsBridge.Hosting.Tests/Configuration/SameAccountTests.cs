using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Configuration;

/// <summary>Two sinks that are one account would have twice its rate limit, and invite whom the other has invited.</summary>
public sealed class SameAccountTests
{
    private const string Own = "qapi_own0123456789";
    private const string Default = "https://api.example.com";

    [Theory]
    [InlineData(Default, Default)]
    [InlineData(Default, "https://API.example.com:443/")]
    [InlineData(Default, null)]
    [InlineData(null, Default)]
    [InlineData(null, null)]
    public void TwoSinksWithOneKeyAtOneAddressAreAnErrorThatNamesBoth(string? first, string? second)
    {
        var problem = Read(first, Own, second, Own).Problems.Single(p => p.Severity == ProblemSeverity.Error);

        Assert.Equal(("AtsBridge:Sinks:second:Options:ApiKey", null), (problem.Path, problem.Value));
        Assert.StartsWith("This is the ApiKey of AtsBridge:Sinks:first, at the same address: both are one account", problem.Message, StringComparison.Ordinal);
        Assert.Contains("name it as Sink in all routes", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Own, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Default, Own + "X")]
    [InlineData("https://other.example.com", Own)]
    public void AnotherKeyOrAnotherAddressIsAnotherAccount(string address, string key)
    {
        Assert.DoesNotContain(Read(Default, Own, address, key).Problems, p => p.Severity == ProblemSeverity.Error);
    }

    [Fact]
    public void TwoKeysThatAreMissingAreNotOne()
    {
        Assert.DoesNotContain(Read(Default, "", Default, "").Problems, p => p.Message.Contains("one account", StringComparison.Ordinal));
    }

    private static ConfigurationReading Read(string? firstAddress, string firstKey, string? secondAddress, string secondKey) => Example.Read(b =>
    {
        b["Sinks"] = new JsonObject { ["first"] = Sink(firstAddress, firstKey, 100), ["second"] = Sink(secondAddress, secondKey, 50) };
        b.Route()["Sink"] = "first";
        var other = b.Route().DeepClone();
        (other["Name"], other["Sink"]) = ("support interviews", "second");
        b["Routes"]!.AsArray().Add(other);
    });

    private static JsonObject Sink(string? address, string key, int permits)
    {
        var options = new JsonObject { ["ApiKey"] = key, ["RateLimits"] = new JsonArray(new JsonObject { ["Permits"] = permits, ["Window"] = "00:01:00" }) };
        if (address is not null)
        {
            options["BaseUrl"] = address;
        }

        return new() { ["Adapter"] = "gather", ["Options"] = options };
    }
}
