using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class ExampleTests
{
    [Fact]
    public void TheDocumentedExampleReadsWithoutProblems()
    {
        var reading = Example.ReadJson(Example.Json);

        Assert.Empty(reading.Problems);
        var bridge = reading.Configuration!;
        Assert.Equal($"Data Source={Path.GetFullPath("/srv/atsbridge/atsbridge.db")}", bridge.Store.ConnectionString, ignoreCase: true);

        var source = Assert.Single(bridge.Sources);
        Assert.Equal(("acme", "csv", "0 0/5 * * * ?", SourceContents.Full), (source.Name, source.Adapter.Name, source.Schedule, source.Contents));
        var settings = Assert.IsType<FakeCsvSettings>(source.Settings);
        Assert.Equal(("exports/*.csv", "Application ID", "SMS"), (settings.Path, settings.Fields!.ApplicationId, settings.Fields.SmsOptIn));
        Assert.Equal([1, 2], settings.SkipColumns);

        var sink = Assert.Single(bridge.Sinks);
        var gather = Assert.IsType<FakeGatherSettings>(sink.Settings);
        Assert.Equal(Example.Key, gather.ApiKey);
        Assert.Equal([100, 1000], gather.RateLimits!.Select(l => l.Permits));
        Assert.Equal((8, 4), (sink.Delivery.MaxAttempts, sink.Delivery.Concurrency));
    }

    [Fact]
    public void TheRouteOfTheExampleIsReadWhole()
    {
        var route = Assert.Single(Example.Read().Configuration!.Routes.All);

        Assert.Equal(("engineering interviews", "acme", "gather"), (route.Name, route.Source, route.Sink));
        Assert.Equal("Interview|Phone Interview", string.Join('|', route.When.Stage));
        Assert.Equal("J0*", string.Join('|', route.When.Job));
        Assert.Equal([ApplicationStatus.Active], route.When.Status);
        Assert.Equal([DeliveryChannel.Email, DeliveryChannel.Sms], route.Invite.Channels);
        Assert.Equal((7, 250, FirstSync.Baseline), (route.Invite.ExpiryDays, route.MaxPerSync, route.FirstSync));
        Assert.Equal(TimeSpan.FromMinutes(5), route.HoldFor);
        Assert.Equal(new Uri("https://example.com/hooks"), route.Invite.WebhookUrl);
    }

    [Fact]
    public void WhatMayBeLeftOutHasTheDocumentedDefaults()
    {
        var reading = Example.Read(b =>
        {
            b.Remove("Store");
            b.Source().Remove("Schedule");
            b.Sink().Remove("Delivery");
            foreach (var key in new[] { "FirstSync", "HoldFor", "Guard" })
            {
                b.Route().Remove(key);
            }

            b.Route()["When"] = new System.Text.Json.Nodes.JsonObject { ["Stage"] = "Interview" };
            b.Route().Part("Invite").Remove("DeliveryTypes");
        });

        Assert.Empty(reading.Problems);
        var bridge = reading.Configuration!;
        Assert.EndsWith("atsbridge.db", bridge.Store.ConnectionString, StringComparison.Ordinal);
        Assert.Null(bridge.Sources[0].Schedule);
        Assert.Equal(new(), bridge.Sinks[0].Delivery);
        var route = bridge.Routes.All[0];
        Assert.Equal("Interview", string.Join('|', route.When.Stage));
        Assert.Equal([ApplicationStatus.Active], route.When.Status);
        Assert.Equal([DeliveryChannel.Email], route.Invite.Channels);
        Assert.Equal((null, null, TimeSpan.Zero), (route.MaxPerSync, route.MaxAge, route.HoldFor));
    }
}
