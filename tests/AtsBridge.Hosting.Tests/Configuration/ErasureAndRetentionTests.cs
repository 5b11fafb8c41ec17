using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Retention;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class ErasureAndRetentionTests
{
    private const string Secret = "a secret of more than thirty-two characters";

    [Fact]
    public void WithoutThemEverythingIsKeptAndTheKeyIsAFile()
    {
        var configuration = Example.Read(_ => { }).Configuration!;
        Assert.Equal((null, new RetentionPolicy()), (configuration.Erasure.Secret, configuration.Retention));
    }

    [Fact]
    public void WhatIsSetIsRead()
    {
        var read = Example.Read(b =>
        {
            b["Erasure"] = new JsonObject { ["Secret"] = Secret };
            b["Retention"] = new JsonObject { ["Runs"] = "90.00:00:00", ["Attempts"] = "2.00:00:00", ["ClosedApplications"] = "365.00:00:00" };
        });
        Assert.Equal(Secret, read.Configuration!.Erasure.Secret);
        Assert.Equal(new RetentionPolicy { Runs = TimeSpan.FromDays(90), Attempts = TimeSpan.FromDays(2), ClosedApplications = TimeSpan.FromDays(365) }, read.Configuration.Retention);
    }

    [Fact]
    public void AShortSecretIsRefusedAndNeverShown()
    {
        var problem = Example.Read(b => b["Erasure"] = new JsonObject { ["Secret"] = "hush-hush" }).Only();
        Assert.Equal((ProblemSeverity.Error, "AtsBridge:Erasure:Secret", null), (problem.Severity, problem.Path, problem.Value));
        Assert.Contains("at least 32 characters", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Runs", "6.23:59:59", "from 7.00:00:00 to 3650.00:00:00")]
    [InlineData("Attempts", "1.00:00:00", "from 2.00:00:00 to 3650.00:00:00")]
    [InlineData("ClosedApplications", "29.00:00:00", "from 30.00:00:00 to 3650.00:00:00")]
    [InlineData("ClosedApplications", "365", "hours:minutes:seconds")]
    [InlineData("Runs", "never", "hours:minutes:seconds")]
    public void RetentionHasItsRanges(string key, string value, string allowed)
    {
        var problem = Example.Read(b => b["Retention"] = new JsonObject { [key] = value }).Only();
        Assert.Equal(($"AtsBridge:Retention:{key}", value), (problem.Path, problem.Value));
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
    }
}
