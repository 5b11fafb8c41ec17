using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>A wrong configuration says everything that is wrong with it, where, and what to do.</summary>
public sealed class ConfigurationErrorTests
{
    [Theory]
    [InlineData("validate")]
    [InlineData("sync")]
    [InlineData("run")]
    public async Task EverythingThatIsWrongIsSaidAtOnceWithItsPlaceAndCure(string verb)
    {
        await using var trial = await Trial.StartAsync();
        trial.Source["Schedul"] = "0 0/5 * * * ?";
        trial.Route["Invite"]!.AsObject().Remove("InterviewId");
        trial.AddRoute("second", "Offer", Trial.Interview)["Source"] = "acne";
        var sources = trial.Config["Sources"]!.AsObject();
        sources["cron"] = sources["acme"]!.DeepClone();
        sources["cron"]!["Schedule"] = "every 5 minutes";
        sources["cron"]!.AsObject().Remove("Schedul");
        sources["paper"] = new JsonObject { ["Adapter"] = "cvs", ["Options"] = new JsonObject() };

        var error = (await trial.TextAsync(verb)).Wrong().Error;

        Says(error, "AtsBridge:Sources:acme:Schedul", "Schedule");
        Says(error, "AtsBridge:Routes:0:Invite:InterviewId", "InterviewId");
        Says(error, "AtsBridge:Routes:1:Source = acne There is no source 'acne'.", "Configured: acme, cron, paper.");
        Says(error, "AtsBridge:Sources:cron:Schedule = every 5 minutes", "is not a Quartz cron expression. Six or seven fields are wanted");
        Says(error, "AtsBridge:Sources:paper:Adapter = cvs No source adapter is named 'cvs'.", "csv, json");
        Assert.False(File.Exists(trial.Store), "a wrong configuration must not make a store");
    }

    [Fact]
    public async Task AFileThatIsNoJsonSaysTheLine()
    {
        await using var trial = await Trial.StartAsync();
        await trial.TextAsync("validate");
        await File.WriteAllTextAsync(trial.ConfigFile, "{\n  \"AtsBridge\": {\n    \"Sources\": [ }\n", TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await AtsBridge.Cli.CommandLine.RunAsync(["sync", "--config", trial.ConfigFile], output, error, TestContext.Current.CancellationToken));
        Assert.Contains("line 3", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStageThatNoRecordHasEverHadIsAWarningAfterASync()
    {
        await using var trial = await Trial.StartAsync();
        trial.AddRoute("typo", "Phone Screning", Trial.OtherInterview);
        trial.Export(new Row("A-1", "Interview"), new Row("A-2", "Phone Screening"));
        Assert.DoesNotContain("Screning", (await trial.TextAsync("validate")).Succeeded().Error, StringComparison.Ordinal);
        (await trial.RunAsync("sync")).Succeeded();

        var said = (await trial.TextAsync("validate")).Succeeded();
        Says(said.Error, "warning AtsBridge:Routes:1:When:Stage:0 = Phone Screning", "It has had: Interview, Phone Screening.");
        Assert.DoesNotContain("Routes:0", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeforeTheFirstSyncTheSourceItselfIsAskedForItsStages()
    {
        await using var trial = await Trial.StartAsync();
        trial.AddRoute("typo", "Phone Screning", Trial.OtherInterview);
        trial.Export(new Row("A-1", "Interview"), new Row("A-2", "Phone Screening"));

        var said = (await trial.TextAsync("validate", "--online")).Succeeded();

        Says(said.Error, "warning AtsBridge:Routes:1:When:Stage:0 = Phone Screning", "It has had: Interview, Phone Screening.");
    }

    [Fact]
    public async Task ARouteThatCanNeverMatchIsAWarning()
    {
        await using var trial = await Trial.StartAsync();
        trial.Route["When"]!["Stage"] = "Inter*";
        trial.AddRoute("second", "Interview", Trial.OtherInterview);

        Says((await trial.TextAsync("validate")).Succeeded().Error, "warning AtsBridge:Routes:1", "'second' never matches, because 'engineering' stands before it");
    }

    [Fact]
    public async Task OnlineEverythingThatTheSinksSayIsReportedWithItsPlace()
    {
        await using var trial = await Trial.StartAsync();
        var sinks = trial.Config["Sinks"]!.AsObject();
        sinks["other"] = sinks["gather"]!.DeepClone();
        sinks["other"]!["Options"]!["ApiKey"] = "qapi_wrong";
        trial.AddRoute("unknown", "Offer", "11111111-2222-4333-8444-555555555555");
        trial.AddRoute("paused", "Screen", Trial.PausedInterview);
        trial.AddRoute("elsewhere", "Test", Trial.Interview)["Sink"] = "other";
        trial.Export(new Row("A-1", "Interview"));
        (await trial.TextAsync("validate")).Succeeded();

        var said = (await trial.TextAsync("validate", "--online")).Failed();
        Says(said.Error, "AtsBridge:Sinks:other", "key");
        Says(said.Error, "AtsBridge:Routes:1:Invite:InterviewId = 11111111-2222-4333-8444-555555555555", "has no interview of this id");
        Says(said.Error, "AtsBridge:Routes:2:Invite:InterviewId = " + Trial.PausedInterview, "only an active one can be sent");
        Assert.DoesNotContain("Routes:0", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("qapi_wrong", said.RawError + said.RawOutput, StringComparison.Ordinal);
        Assert.Empty(trial.Sandbox.Audit);
    }

    [Fact]
    public async Task OnlineAnInterviewIsAskedForOnceHoweverManyRoutesNameIt()
    {
        await using var trial = await Trial.StartAsync();
        trial.AddRoute("second", "Offer", Trial.Interview.ToUpperInvariant());
        trial.AddRoute("third", "Test", Trial.Interview);
        trial.AddRoute("unknown", "Screen", "11111111-2222-4333-8444-555555555555");
        trial.AddRoute("unknown too", "Call", "11111111-2222-4333-8444-555555555555");
        trial.Export(new Row("A-1", "Interview"));

        var said = (await trial.TextAsync("validate", "--online")).Failed();

        Assert.All([0, 1, 2], r => Assert.Contains(FormattableString.Invariant($"AtsBridge:Routes:{r}:Invite:InterviewId: '"), said.Output, StringComparison.Ordinal));
        Assert.All([3, 4], r => Assert.Contains(FormattableString.Invariant($"AtsBridge:Routes:{r}:Invite:InterviewId = 11111111"), said.Error, StringComparison.Ordinal));
        Assert.All(trial.Sandbox.Requests.GroupBy(r => r.Path, StringComparer.OrdinalIgnoreCase), g => Assert.Single(g));
        Assert.Contains(trial.Sandbox.Requests, r => r.Path.EndsWith(Trial.Interview, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoSinksThatAreOneAccountAreAnErrorThatNamesBoth()
    {
        await using var trial = await Trial.StartAsync();
        trial.Config["Sinks"]!["spare"] = trial.Sink.DeepClone();
        trial.AddRoute("second", "Offer", Trial.OtherInterview)["Sink"] = "spare";

        var said = (await trial.TextAsync("validate")).Wrong();

        Says(said.Error, "AtsBridge:Sinks:spare:Options:ApiKey", "This is the ApiKey of AtsBridge:Sinks:gather");
        Assert.DoesNotContain(Trial.Key, said.RawError + said.RawOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlineASourceThatIsGoneIsReportedWithItsPlace()
    {
        await using var trial = await Trial.StartAsync();

        Says((await trial.TextAsync("validate", "--online")).Failed().Error, "AtsBridge:Sources:acme", "No file matches \"export.csv\"");
    }

    private static void Says(string text, string first, string then)
    {
        Assert.Contains(first, text, StringComparison.Ordinal);
        Assert.Contains(then, text[text.IndexOf(first, StringComparison.Ordinal)..], StringComparison.Ordinal);
    }
}
