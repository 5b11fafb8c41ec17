using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Configuration.Profiles;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class ProfileTests
{
    private const string Options = "AtsBridge:Sources:acme:Options";

    [Fact]
    public void WhatIsNotWrittenComesFromTheProfile()
    {
        var source = Read();
        var settings = (FakeCsvSettings)source.Settings!;

        Assert.Equal((';', "from the profile", "export", "step"), (settings.Delimiter!.Value, settings.Note, settings.Login.User, settings.Fields!.Stage));
        Assert.Equal([3, 4, 5], settings.SkipColumns);
        Assert.Equal("team", settings.Fields.Attributes["Team"]);
        Assert.Equal(SourceContents.Changes, source.Contents);
        Assert.Equal(["dd.MM.yyyy"], source.Rules.DateFormats);
        Assert.Equal(ApplicationStatus.Active, source.Rules.StatusMap["in_process"]);
    }

    [Fact]
    public void WhatIsWrittenCountsKeyByKeyAndAListAsAWhole()
    {
        var source = Read(o =>
        {
            o["note"] = "mine";
            o["SkipColumns"] = new JsonArray(9);
            o["Fields"] = new JsonObject { ["Stage"] = "phase", ["Attributes"] = new JsonObject { ["Office"] = "office" } };
            o["Contents"] = "Full";
            o["StatusMap"] = new JsonObject { ["gone"] = "Withdrawn" };
        });
        var settings = (FakeCsvSettings)source.Settings!;

        Assert.Equal(("mine", "phase", "id"), (settings.Note, settings.Fields!.Stage, settings.Fields.ApplicationId));
        Assert.Equal([9], settings.SkipColumns);
        Assert.Equal(["Office", "Team"], settings.Fields.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(SourceContents.Full, source.Contents);
        Assert.Equal(ApplicationStatus.Withdrawn, source.Rules.StatusMap["gone"]);
        Assert.Equal(ApplicationStatus.Active, source.Rules.StatusMap["in_process"]);
    }

    [Fact]
    public void ANullTakesAwayWhatTheProfileHas()
    {
        var settings = (FakeCsvSettings)Read(o =>
        {
            o["Delimiter"] = null;
            o["Fields"] = null;
        }).Settings!;

        Assert.Null(settings.Delimiter);
        Assert.Null(settings.Fields);
    }

    [Fact]
    public void AnEmptyListReplacesTheProfilesList() => Assert.Empty(((FakeCsvSettings)Read(o => o["SkipColumns"] = new JsonArray()).Settings!).SkipColumns);

    [Fact]
    public void WhatOnlyTheCustomerKnowsIsAskedForAllAtOnce()
    {
        var problems = Example.Read(b => b.Source()["Options"] = new JsonObject { ["Profile"] = "talent" }).Problems;

        Assert.Equal([Options + ":Path", Options + ":Login:Password"], problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Path));
        Assert.Contains("Set the environment variable AtsBridge__Sources__acme__Options__Login__Password.", problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("(Talent Ltd)", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownProfileIsAnsweredWithThoseThereAre()
    {
        var problem = Example.Read(b => b.Source().Options()["Profile"] = "talnet").Only();

        Assert.Equal((Options + ":Profile", "The adapter 'csv' has no profile 'talnet'. Did you mean 'talent'? There are: broken, talent."), (problem.Path, problem.Message));
    }

    [Fact]
    public void AProfileThatCantBeReadIsItsAuthorsFault()
    {
        var problem = Example.Read(b => b.Source().Options()["Profile"] = "broken").Only();

        Assert.Contains("The profile 'broken' of AtsBridge.Hosting.Tests", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Tell its author", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMistakeInWhatIsWrittenIsNamedAtItsPath()
    {
        var problem = Assert.Single(Example.Read(b => b.Source()["Options"] = Written(o => o["Fields"] = new JsonObject { ["Stge"] = "x" })).Problems);

        Assert.Equal(Options + ":Fields:Stge", problem.Path);
    }

    [Fact]
    public void AnAdaptersProfilesAndWhatIsUnsureInThemCanBeListed()
    {
        var adapter = Example.Catalog.Find(AdapterKind.Source, "csv")!;

        Assert.Equal(["broken", "talent"], ProfileLibrary.NamesOf(adapter));
        Assert.Equal(["SkipColumns (seen once)"], ProfileLibrary.Find(adapter, "Talent", out _)!.Unsure);
        Assert.Null(ProfileLibrary.Find(adapter, "other", out var fault));
        Assert.Null(fault);
    }

    private static SourceConfiguration Read(Action<JsonObject>? change = null)
    {
        var reading = Example.Read(b => b.Source()["Options"] = Written(change));
        Assert.DoesNotContain(reading.Problems, p => p.Severity == ProblemSeverity.Error);
        return Assert.Single(reading.Configuration!.Sources);
    }

    private static JsonObject Written(Action<JsonObject>? change)
    {
        var options = new JsonObject
        {
            ["Profile"] = "talent", ["Path"] = "exports/*.csv",
            ["Login"] = new JsonObject { ["Password"] = "a long enough one" },
        };
        change?.Invoke(options);
        return options;
    }
}
