using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Tests.Configuration;

/// <summary>The store tells names apart by their letters, and .NET does not: one spelling must win, whoever overrides what.</summary>
public sealed class SpellingTests
{
    private static readonly Dictionary<string, string?> Shouted = new(StringComparer.Ordinal)
    {
        ["ATSBRIDGE:SINKS:GATHER:OPTIONS:APIKEY"] = Example.Key,
        ["ATSBRIDGE:SINKS:GATHER:OPTIONS:WEBHOOKSECRET"] = "whsec_1234567890",
        ["ATSBRIDGE:SOURCES:ACME:OPTIONS:PATH"] = "elsewhere/*.csv",
        ["ATSBRIDGE:SOURCES:ACME:OPTIONS:FIELDS:ATTRIBUTES:DEPARTMENT"] = "Dept",
        ["ATSBRIDGE:ROUTES:0:SINK"] = "GATHER",
        ["ATSBRIDGE:ROUTES:0:SOURCE"] = "ACME",
    };

    private static readonly string Json = Example.Json.Replace("\"SmsOptIn\": \"SMS\",", "\"SmsOptIn\": \"SMS\", \"Attributes\": { \"Department\": \"Dept.\" },", StringComparison.Ordinal);

    [Fact]
    public void WhatOverridesAFileDoesNotRenameWhatStandsInIt()
    {
        var read = Read(b => b.AddStream(Json).AddInMemoryCollection(Shouted));

        Assert.Equal("gather acme gather acme", Names(read));
        var settings = (FakeCsvSettings)read.Sources[0].Settings!;
        Assert.Equal(("elsewhere/*.csv", "Department", "Dept"), (settings.Path, settings.Fields!.Attributes.Single().Key, settings.Fields.Attributes.Single().Value));
    }

    [Fact]
    public void WhatAFileOverridesKeepsItsNameToo()
    {
        var read = Read(b => b.AddInMemoryCollection(Shouted).AddStream(Json).AddInMemoryCollection(Example.Environment));

        Assert.Equal("GATHER ACME GATHER ACME", Names(read));
    }

    [Fact]
    public void AConfigurationThatHoldsAnotherIsLookedInto()
    {
        var inner = new ConfigurationBuilder().AddStream(Json).AddInMemoryCollection(Shouted).Build();

        Assert.Equal("gather acme gather acme", Names(Read(b => b.AddConfiguration(inner).AddInMemoryCollection(Shouted))));
    }

    [Theory]
    [InlineData("Gather", "GATHER")]
    [InlineData("GATHER", "Gather")]
    public void OfTwoSpellingsInOneProviderItIsAlwaysTheSame(string first, string second)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [$"AtsBridge:Sinks:{first}:Options:ApiKey"] = Example.Key,
            [$"AtsBridge:Sinks:{second}:Options:WebhookSecret"] = "whsec_1234567890",
        };

        var read = Read(b => b.AddInMemoryCollection(values).AddStream(Json).AddInMemoryCollection(Example.Environment));

        Assert.Equal("GATHER", read.Sinks.Single().Name);
    }

    [Fact]
    public void AnInterviewOfGatherIsOneHoweverItsIdIsWritten()
    {
        var read = Example.Read(b => b.Route().Part("Invite")["InterviewId"] = " 5F0C7A52-3D0E-4C1B-9A57-0D2F6C1E8B41 ");

        Assert.Equal("5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41", read.Configuration!.Routes.All[0].Invite.InterviewId);
    }

    private static string Names(BridgeConfiguration read) =>
        $"{read.Sinks.Single().Name} {read.Sources.Single().Name} {read.Routes.All[0].Sink} {read.Routes.All[0].Source}";

    private static BridgeConfiguration Read(Action<IConfigurationBuilder> providers)
    {
        var builder = new ConfigurationBuilder();
        providers(builder);
        var reading = ConfigurationReader.Read(builder.Build(), Example.Catalog, Example.BaseDirectory);
        return reading.Configuration ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }
}
