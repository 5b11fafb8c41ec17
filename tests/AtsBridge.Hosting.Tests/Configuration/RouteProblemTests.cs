using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class RouteProblemTests
{
    private const string Route = "AtsBridge:Routes:0";

    private static readonly AdapterCatalog Withdrawing = AdapterCatalog.Discover(
        new AdapterScan { Directory = null }.AddAdapter<FakeCsvSource>().AddAdapter<WithdrawingSink>());

    [Fact]
    public void AMissingInterviewIdIsAnError()
    {
        Assert.Equal((Route + ":Invite:InterviewId", "InterviewId is missing. Add \"InterviewId\": \"…\"."), Said(Example.Read(b => b.Route().Part("Invite").Remove("InterviewId"))));
    }

    [Fact]
    public void ABlankInterviewIdIsMissingToo()
    {
        Assert.Equal(Route + ":Invite:InterviewId", Said(Example.Read(b => b.Route().Part("Invite")["InterviewId"] = "  ")).Path);
    }

    [Fact]
    public void ARouteWithoutInviteLacksItsInterview()
    {
        Assert.Equal(Route + ":Invite:InterviewId", Said(Example.Read(b => b.Route().Remove("Invite"))).Path);
    }

    [Theory]
    [InlineData("5f0c…")]
    [InlineData("interview-7")]
    [InlineData("{5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41}")]
    public void AnInterviewIdThatIsNoUuidIsAnErrorAtGather(string id)
    {
        var problem = Example.Read(b => b.Route().Part("Invite")["InterviewId"] = id).Only();

        Assert.Equal((ProblemSeverity.Error, Route + ":Invite:InterviewId", id), (problem.Severity, problem.Path, problem.Value));
        Assert.Contains("must be a UUID", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Source", "acmee", "There is no source 'acmee'. Did you mean 'acme'? Configured: acme.")]
    [InlineData("Sink", "mail", "There is no sink 'mail'. Configured: gather.")]
    public void ARouteToNowhereIsAnsweredWithWhatThereIs(string key, string name, string message)
    {
        Assert.Equal(($"{Route}:{key}", message), Said(Example.Read(b => b.Route()[key] = name)));
    }

    [Fact]
    public void TwoRoutesOfOneNameAreAnError()
    {
        var problem = Assert.Single(Example.Read(b => b["Routes"]!.AsArray().Add(Second(b, "ENGINEERING interviews", "Offer"))).Problems);

        Assert.Equal("AtsBridge:Routes:1:Name", problem.Path);
        Assert.Contains("is also the name of AtsBridge:Routes:0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARouteWithoutNameIsAnError()
    {
        Assert.Equal(Route + ":Name", Said(Example.Read(b => b.Route().Remove("Name"))).Path);
    }

    [Fact]
    public void ARouteWithoutStageIsAnError()
    {
        var (path, message) = Said(Example.Read(b => b.Route().Part("When").Remove("Stage")));

        Assert.Equal(Route + ":When:Stage", path);
        Assert.StartsWith("Stage is missing", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stage")]
    [InlineData("Job")]
    [InlineData("Status")]
    public void AnEmptyListIsAnError(string key)
    {
        var (path, message) = Said(Example.Read(b => b.Route().Part("When")[key] = new JsonArray()));

        Assert.Equal($"{Route}:When:{key}", path);
        Assert.StartsWith("The list is empty", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stage", "Offer*")]
    [InlineData("Job", "J1")]
    [InlineData("Status", "onhold")]
    public void OneValueNeedsNoBrackets(string key, string value)
    {
        Assert.Empty(Example.Read(b => b.Route().Part("When")[key] = value).Problems);
    }

    [Fact]
    public void AttributesTakeOnePatternOrSeveral()
    {
        var reading = Example.Read(b => b.Route().Part("When")["Attributes"] = new JsonObject { ["Region"] = "North*", ["Team"] = new JsonArray("A", "B") });

        Assert.Empty(reading.Problems);
        var attributes = reading.Configuration!.Routes.All[0].When.Attributes;
        Assert.Equal("North*", string.Join('|', attributes["region"]));
        Assert.Equal("A|B", string.Join('|', attributes["Team"]));
    }

    [Fact]
    public void ABlankPatternIsAnError()
    {
        Assert.Equal(Route + ":When:Stage:1", Said(Example.Read(b => b.Route().Part("When")["Stage"] = new JsonArray("Interview", " "))).Path);
    }

    [Fact]
    public void WhatARouteDoesAboutSentInvitesIsRead()
    {
        var reading = Example.Read(
            b =>
            {
                b.Sink()["Adapter"] = "withdrawing";
                b.Route()["OnReentry"] = "resend";
                b.Route()["OnStageLeft"] = "Archive";
            }, Withdrawing);

        Assert.Empty(reading.Problems);
        var route = reading.Configuration!.Routes.All[0];
        Assert.Equal((ReentryAct.Resend, StageLeftAct.Archive), (route.OnReentry, route.OnStageLeft));
        Assert.Equal((ReentryAct.Nothing, StageLeftAct.Nothing), Example.Read().Configuration!.Routes.All[0] is var plain ? (plain.OnReentry, plain.OnStageLeft) : default);
    }

    [Fact]
    public void ArchivingNeedsASinkThatCanTakeInvitesBack()
    {
        Assert.Equal(
            ($"{Route}:OnStageLeft", "Archive needs a sink that can take invites back, and the adapter 'gather' of sink 'gather' can't. Use Nothing, or leave OnStageLeft out."),
            Said(Example.Read(b => b.Route()["OnStageLeft"] = "Archive")));
        Assert.Empty(Example.Read(b => b.Route()["OnStageLeft"] = "Nothing").Problems);
        Assert.Empty(Example.Read(b => b.Route()["OnReentry"] = "Resend").Problems);
    }

    [Theory]
    [InlineData("Invite:ExpiryDays", "0", "from 1 to 365")]
    [InlineData("Invite:ExpiryDays", "366", "from 1 to 365")]
    [InlineData("Invite:ExpiryDays", "a week", "a whole number")]
    [InlineData("Guard:MaxPerSync", "0", "from 1 to")]
    [InlineData("Guard:MaxAge", "soon", "a duration")]
    [InlineData("HoldFor", "31.00:00:00", "from 00:00:00 to 30.00:00:00")]
    [InlineData("HoldFor", "-00:01:00", "from 00:00:00 to 30.00:00:00")]
    [InlineData("HoldFor", "5", "a duration")]
    [InlineData("HoldFor", "24:00:00", "a duration")]
    [InlineData("FirstSync", "Send", "one of Baseline, Invite")]
    [InlineData("FirstSync", "1", "one of Baseline, Invite")]
    [InlineData("OnReentry", "Again", "one of Nothing, Resend")]
    [InlineData("OnStageLeft", "Delete", "one of Nothing, Archive")]
    [InlineData("Invite:ExternalRedirectUri", "/thanks", "is not a complete address")]
    [InlineData("Invite:WebhookUrl", "ftp://example.com", "is not a complete address")]
    [InlineData("Invite:DeliveryTypes", "letter", "one of Email, Sms")]
    [InlineData("When:Status", "Activ", "Did you mean 'Active'?")]
    public void AValueOutsideWhatIsAllowedNamesItselfAndWhatIs(string key, string value, string allowed)
    {
        var problem = Example.Read(b =>
        {
            var parent = key.Split(':')[..^1].Aggregate(b.Route(), (node, part) => node.Part(part));
            parent[key.Split(':')[^1]] = value;
        }).Only();

        Assert.Equal(($"{Route}:{key}", value), (problem.Path, problem.Value));
        Assert.Contains(value, problem.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARouteThatNeverMatchesIsAWarningThatNamesBoth()
    {
        var reading = Example.Read(b => b["Routes"]!.AsArray().Add(Second(b, "late", "Interview")));

        var problem = reading.Only();
        Assert.Equal((ProblemSeverity.Warning, "AtsBridge:Routes:1"), (problem.Severity, problem.Path));
        Assert.StartsWith("'late' never matches, because 'engineering interviews' stands before it", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(reading.Configuration);
    }

    [Fact]
    public void NoRoutesIsAWarning()
    {
        var reading = Example.Read(b => b.Remove("Routes"));

        Assert.Equal((ProblemSeverity.Warning, "AtsBridge:Routes"), (reading.Only().Severity, reading.Only().Path));
        Assert.NotNull(reading.Configuration);
    }

    [Fact]
    public void RoutesStayInTheOrderOfTheFile()
    {
        var reading = Example.Read(b =>
        {
            for (var i = 1; i < 12; i++)
            {
                b["Routes"]!.AsArray().Add(Second(b, $"route {i}", $"Stage {i}"));
            }
        });

        Assert.Equal("engineering interviews|" + string.Join('|', Enumerable.Range(1, 11).Select(i => $"route {i}")),
            string.Join('|', reading.Configuration!.Routes.All.Select(r => r.Name)));
    }

    [Fact]
    public void AnObjectWhereAListBelongsIsSaidSo()
    {
        var (path, message) = Said(Example.Read(b => b["Routes"] = b.Route().DeepClone()));

        Assert.Equal("AtsBridge:Routes", path);
        Assert.Contains("it must be a list", message, StringComparison.Ordinal);
    }

    private static (string Path, string Message) Said(ConfigurationReading reading)
    {
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(ProblemSeverity.Error, problem.Severity);
        Assert.Null(reading.Configuration);
        return (problem.Path, problem.Message);
    }

    private static JsonNode Second(JsonObject bridge, string name, string stage)
    {
        var route = bridge.Route().DeepClone();
        route["Name"] = name;
        route["When"]!["Stage"] = stage;
        return route;
    }
}
