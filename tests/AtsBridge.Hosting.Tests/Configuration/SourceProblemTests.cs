using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class SourceProblemTests
{
    private const string Acme = "AtsBridge:Sources:acme";

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("every five minutes")]
    [InlineData("")]
    public void ABadScheduleNamesItselfAndAnExample(string cron)
    {
        var problem = Example.Read(b => b.Source()["Schedule"] = cron).Only();

        Assert.Equal((Acme + ":Schedule", cron), (problem.Path, problem.Value));
        Assert.Contains("\"0 0/5 * * * ?\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownAdapterIsAnsweredWithThoseThatWereFound()
    {
        var problem = Example.Read(b => b.Source()["Adapter"] = "cvs").Only();

        Assert.Equal((Acme + ":Adapter", "No source adapter is named 'cvs'. Did you mean 'csv'? Found: csv."), (problem.Path, problem.Message));
    }

    [Fact]
    public void ASinksAdapterIsNotASources()
    {
        Assert.Contains("There is one of that name for sinks.", Example.Read(b => b.Source()["Adapter"] = "gather").Only().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusedAdapterIsAnsweredWithTheReason()
    {
        var catalog = AdapterCatalog.Discover(new AdapterScan { Directory = null }
            .AddAdapter<FakeCsvSource>().AddAdapter<FakeGatherSink>().AddAdapter<Broken.AbstractSource>());

        Assert.Contains("because it is abstract", Example.Read(b => b.Source()["Adapter"] = "abstract", catalog).Only().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingAdapterIsNamedMissing()
    {
        var problem = Example.Read(b => b.Source().Remove("Adapter")).Only();

        Assert.Equal((Acme + ":Adapter", "Adapter is missing. Found: csv."), (problem.Path, problem.Message));
    }

    [Fact]
    public void AnEmptySourceIsNotOverlooked()
    {
        Assert.Contains(Example.Read(b => b["Sources"]!["other"] = new JsonObject()).Problems, p => p.Path == "AtsBridge:Sources:other:Adapter");
    }

    [Fact]
    public void NoSourceIsAnError()
    {
        var reading = Example.Read(b =>
        {
            b.Remove("Sources");
            b.Remove("Routes");
        });

        Assert.Contains(reading.Problems, p => p is { Path: "AtsBridge:Sources", Severity: ProblemSeverity.Error });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HowWordsAreReadMayStandBesideTheAdapterOrInItsOptions(bool beside)
    {
        var reading = Example.Read(b =>
        {
            var place = beside ? b.Source() : b.Source().Options();
            place["Contents"] = "changes";
            place["DefaultRegion"] = "GB";
            place["StatusMap"] = new JsonObject { ["in talks"] = "active", [""] = "Active", ["false"] = "Rejected" };
            place["DateFormats"] = new JsonArray("dd/MM/yyyy");
        });

        Assert.Empty(reading.Problems);
        var source = reading.Configuration!.Sources[0];
        Assert.Equal((SourceContents.Changes, "GB"), (source.Contents, source.DefaultRegion));
        Assert.Equal((ApplicationStatus.Active, ApplicationStatus.Active, ApplicationStatus.Rejected),
            (source.Rules.StatusMap["In Talks"], source.Rules.StatusMap[""], source.Rules.StatusMap["false"]));
        Assert.Equal("dd/MM/yyyy", Assert.Single(source.Rules.DateFormats));
    }

    [Fact]
    public void GivenTwiceIsAnError()
    {
        var problem = Example.Read(b =>
        {
            b.Source()["Contents"] = "Full";
            b.Source().Options()["Contents"] = "Changes";
        }).Only();

        Assert.Equal((Acme + ":Options:Contents", "Contents is given twice, here and at AtsBridge:Sources:acme:Contents. Remove one of them."), (problem.Path, problem.Message));
    }

    [Fact]
    public void AStatusThatIsNoneIsAnsweredWithThoseThatAre()
    {
        var problem = Example.Read(b => b.Source()["StatusMap"] = new JsonObject { ["live"] = "Actve" }).Only();

        Assert.Equal(Acme + ":StatusMap:live", problem.Path);
        Assert.Equal("'Actve' is not allowed; it must be one of Unknown, Active, OnHold, Rejected, Withdrawn, Hired. Did you mean 'Active'?", problem.Message);
    }

    [Theory]
    [InlineData("UK", "is not a region")]
    [InlineData("+44", "is not a region")]
    public void ARegionThatIsNoneIsAnError(string region, string says)
    {
        var problem = Example.Read(b => b.Source().Options()["DefaultRegion"] = region).Only();

        Assert.Equal((Acme + ":Options:DefaultRegion", region), (problem.Path, problem.Value));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASourceThatNobodyRoutesFromIsAWarning()
    {
        var reading = Example.Read(b => b["Sources"]!["spare"] = b.Source().DeepClone());

        var problem = reading.Only();
        Assert.Equal((ProblemSeverity.Warning, "AtsBridge:Sources:spare"), (problem.Severity, problem.Path));
        Assert.NotNull(reading.Configuration);
    }
}
