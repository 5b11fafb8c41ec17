using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class AdapterSettingsTests
{
    private const string Options = "AtsBridge:Sources:acme:Options";

    [Fact]
    public void EveryKindOfSettingIsFilled()
    {
        var settings = Settings(o =>
        {
            o["Delimiter"] = "\t";
            o["Mode"] = "LENIENT";
            o["HasHeadings"] = false;
            o["SkipColumns"] = new JsonArray(7);
            o["Windows"] = new JsonArray(new JsonObject { ["Permits"] = 5, ["Length"] = "1.00:00:00" });
            o["Login"] = new JsonObject { ["User"] = "me", ["Password"] = "a long password" };
            o["StableFor"] = "00:00:10";
            o["Id"] = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";
            o["Share"] = 0.25;
            o["From"] = "2026-03-01";
            o["Fields"]!["Attributes"] = new JsonObject { ["Region"] = "Region Name" };
        });

        Assert.Equal(('\t', FakeMode.Lenient, false, "me"), (settings.Delimiter, settings.Mode, settings.HasHeadings, settings.Login.User));
        Assert.Equal(7, Assert.Single(settings.SkipColumns));
        Assert.Equal(new FakeWindow { Permits = 5, Length = TimeSpan.FromDays(1) }, Assert.Single(settings.Windows));
        Assert.Equal((TimeSpan.FromSeconds(10), 0.25, new DateOnly(2026, 3, 1)), (settings.StableFor, settings.Share, settings.From));
        Assert.Equal("Region Name", settings.Fields!.Attributes["REGION"]);
    }

    [Fact]
    public void ANullLeavesTheDefaultAndAnEmptyTextIsAText()
    {
        Assert.Equal("the default", Settings(o => o["Note"] = null).Note);
        Assert.Equal("", Settings(o => o["Note"] = "").Note);
    }

    [Fact]
    public void AnEmptyListReplacesTheDefault()
    {
        Assert.Empty(Settings(o => o["SkipColumns"] = new JsonArray()).SkipColumns);
    }

    [Theory]
    [InlineData("Mode", "lax", "one of Strict, Lenient")]
    [InlineData("HasHeadings", "yes", "true or false")]
    [InlineData("SkipColumns", "two", "a whole number")]
    [InlineData("StableFor", "2", "a duration")]
    [InlineData("StableFor", "02:00:00", "from 00:00:00 to 01:00:00")]
    [InlineData("Share", "1,5", "a number")]
    [InlineData("Delimiter", "||", "a single character")]
    [InlineData("Id", "17", "a UUID")]
    [InlineData("Fields", "inferred", "an object with the keys ApplicationId")]
    [InlineData("Path", "../exports", "must not climb")]
    public void AValueThatDoesNotFitNamesItsPlaceAndWhatFits(string key, string value, string allowed)
    {
        var problem = Read(o => o[key] = value).Only();

        Assert.Equal(($"{Options}:{key}", value), (problem.Path, problem.Value));
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingSettingIsSaidAlsoWhereOptionsAreMissing()
    {
        Assert.Equal(Options + ":Path", Example.Read(b => b.Source().Remove("Options")).Only().Path);
        Assert.Equal(Options + ":Path", Read(o => o["Path"] = "").Only().Path);
    }

    [Fact]
    public void ARequiredMemberOfAListItemIsMissed()
    {
        Assert.Equal(Options + ":Windows:0:Length", Read(o => o["Windows"] = new JsonArray(new JsonObject { ["Permits"] = 1 })).Only().Path);
    }

    [Fact]
    public void AnAnnotationDeepInsideHasItsPathAndShowsNoPassword()
    {
        var problem = Read(o => o["Login"] = new JsonObject { ["Password"] = "short" }).Only();

        Assert.Equal((Options + ":Login:Password", null), (problem.Path, problem.Value));
        Assert.DoesNotContain("short", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RulesOfTheAdapterAreSaidTogetherWithItsAnnotations()
    {
        var problems = Read(o =>
        {
            o["Path"] = "../exports";
            o["StableFor"] = "02:00:00";
            o["Mode"] = "lax";
        }).Problems;

        Assert.Equal($"{Options}:Mode|{Options}:StableFor|{Options}:Path", string.Join('|', problems.Select(p => p.Path)));
    }

    [Fact]
    public void TheHostsOwnKeysAreNamedAmongTheAllowedOnes()
    {
        var message = Read(o => o["Content"] = "Full").Only().Message;

        Assert.Contains("Did you mean 'Contents'?", message, StringComparison.Ordinal);
        Assert.Contains("StatusMap", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AListWhereAnObjectBelongsIsSaidSo()
    {
        Assert.Contains("A list stands here", Read(o => o["Fields"] = new JsonArray("a", "b")).Only().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdapterThatStumblesOverItsOwnRulesIsReported()
    {
        var catalog = Hosting.Discovery.AdapterCatalog.Discover(new Hosting.Discovery.AdapterScan { Directory = null }
            .AddAdapter<StumblingSource>().AddAdapter<FakeGatherSink>());

        var problem = Example.Read(b => b["Sources"]!["acme"] = new JsonObject { ["Adapter"] = "stumbling" }, catalog).Only();

        Assert.Equal(Options, problem.Path);
        Assert.Contains("InvalidOperationException", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("inner words", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdapterWithoutSettingsTakesNoOptions()
    {
        var catalog = Hosting.Discovery.AdapterCatalog.Discover(new Hosting.Discovery.AdapterScan { Directory = null }
            .AddAdapter<PlainSource>().AddAdapter<FakeGatherSink>());

        var reading = Example.Read(b => b["Sources"]!["acme"] = new JsonObject { ["Adapter"] = "plain", ["Options"] = new JsonObject { ["Contents"] = "Changes" } }, catalog);
        Assert.Empty(reading.Problems);
        Assert.Null(reading.Configuration!.Sources[0].Settings);

        var problem = Example.Read(b => b["Sources"]!["acme"] = new JsonObject { ["Adapter"] = "plain", ["Options"] = new JsonObject { ["Path"] = "x" } }, catalog).Only();
        Assert.Equal((Options + ":Path", "The adapter 'plain' has no options: remove 'Path'."), (problem.Path, problem.Message));
    }

    private static ConfigurationReading Read(Action<JsonObject> change) => Example.Read(b => change(b.Source().Options()));

    private static FakeCsvSettings Settings(Action<JsonObject> change)
    {
        var reading = Read(change);
        Assert.Empty(reading.Problems);
        return Assert.IsType<FakeCsvSettings>(reading.Configuration!.Sources[0].Settings);
    }
}
