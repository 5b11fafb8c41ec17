using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class SinkAndStoreProblemTests
{
    private const string Gather = "AtsBridge:Sinks:gather";

    [Theory]
    [InlineData("SettleTime", "00:00:00", "from 00:00:01 to 1.00:00:00")]
    [InlineData("SettleTime", "1.00:00:01", "from 00:00:01 to 1.00:00:00")]
    [InlineData("AttemptTimeout", "00:05:01", "from 00:00:01 to 00:05:00")]
    [InlineData("MaxAttempts", "0", "from 1 to 50")]
    [InlineData("MaxAttempts", "51", "from 1 to 50")]
    [InlineData("Concurrency", "65", "from 1 to 64")]
    [InlineData("Concurrency", "4.5", "a whole number")]
    public void DeliveryHasItsRanges(string key, string value, string allowed)
    {
        var problem = Example.Read(b => b.Sink()["Delivery"]![key] = value).Only();

        Assert.Equal(($"{Gather}:Delivery:{key}", value), (problem.Path, problem.Value));
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ats-{source}", "{candidateId}")]
    [InlineData("{candidateId}-{team}", "{team} is not known here")]
    public void HowASinkKnowsAPersonMustTellPeopleApart(string text, string said)
    {
        var problem = Example.Read(b => b.Sink()["PersonExternalId"] = text).Only();

        Assert.Equal(($"{Gather}:PersonExternalId", text), (problem.Path, problem.Value));
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARouteTakesOverHowItsSinkKnowsAPerson()
    {
        var read = Example.Read(b => b.Sink()["PersonExternalId"] = "{candidateId}");

        Assert.Empty(read.Problems);
        Assert.All(read.Configuration!.Routes.All, r => Assert.Equal("{candidateId}", r.Invite.Person.Text));
    }

    [Fact]
    public void ARouteTakesItsReminders()
    {
        var read = Example.Read(b => b["Routes"]![0]!["Reminders"] = new JsonObject { ["After"] = "3.00:00:00", ["Max"] = 2 });
        Assert.Equal(new(TimeSpan.FromDays(3), 2), read.Configuration!.Routes.All[0].Reminders);
        Assert.Null(Example.Read(_ => { }).Configuration!.Routes.All[0].Reminders);

        var problem = Example.Read(b => b["Routes"]![0]!["Reminders"] = new JsonObject { ["After"] = "00:10:00" }).Only();
        Assert.Equal("AtsBridge:Routes:0:Reminders:After", problem.Path);
    }

    [Fact]
    public void ASinkThatNobodyRoutesToIsAWarning()
    {
        var problem = Example.Read(b => b["Sinks"]!["spare"] = new JsonObject { ["Adapter"] = "gather", ["Options"] = new JsonObject { ["ApiKey"] = "qapi_spare" } }).Only();

        Assert.Equal((ProblemSeverity.Warning, "AtsBridge:Sinks:spare"), (problem.Severity, problem.Path));
    }

    [Fact]
    public void NoSinkIsSaidBesideTheRoutesThatNeedOne()
    {
        var problems = Example.Read(b => b.Remove("Sinks")).Problems;

        Assert.Equal("AtsBridge:Routes:0:Sink|AtsBridge:Sinks", string.Join('|', problems.Select(p => p.Path)));
        Assert.Contains("None is configured: add it under AtsBridge:Sinks.", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASinkThatOnlyTheEnvironmentKnowsLacksItsAdapter()
    {
        var bare = Example.Build(Example.Json.Replace("\"gather\": {", "\"other\": {", StringComparison.Ordinal));

        var problems = ConfigurationReader.Read(bare, Example.Catalog, Example.BaseDirectory).Problems;

        Assert.Contains(problems, p => p.Path == Gather + ":Adapter" && p.Message == "Adapter is missing. Found: gather.");
    }

    [Fact]
    public void AMissingKeyNamesItsEnvironmentVariable()
    {
        var problem = Example.ReadJson(Example.Tree().ToJsonString()
            .Replace("\"ApiKey\":\"(from the environment)\",", "", StringComparison.Ordinal)
            .Replace("(from the environment)", "whsec_filled", StringComparison.Ordinal)).Only();

        Assert.Equal((Gather + ":Options:ApiKey", "ApiKey is missing. Set the environment variable AtsBridge__Sinks__gather__Options__ApiKey."), (problem.Path, problem.Message));
    }

    [Fact]
    public void ThePlaceholderOfTheDocumentationIsNoSecret()
    {
        var left = ConfigurationReader.Read(
            new ConfigurationBuilder().AddStream(Example.Json.Replace("\"ApiKey\": \"(from the environment)\"", "\"ApiKey\": \"qapi_here\"", StringComparison.Ordinal)).Build(),
            Example.Catalog, Example.BaseDirectory).Only();
        Assert.Equal(Gather + ":Options:WebhookSecret", left.Path);
        Assert.Contains("AtsBridge__Sinks__gather__Options__WebhookSecret", left.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecretIsMaskedEvenWhereTheAdapterQuotesIt()
    {
        var problem = Example.ReadJson(Example.Tree().ToJsonString().Replace("(from the environment)", "hunter2hunter2", StringComparison.Ordinal)).Only();

        Assert.Equal((Gather + ":Options:ApiKey", null, "ApiKey '***' does not start with qapi_."), (problem.Path, problem.Value, problem.Message));
    }

    [Fact]
    public void ARelativeDatabaseIsBesideTheConfiguration()
    {
        var store = Example.Read(b => b["Store"]!["ConnectionString"] = "Data Source=data/ledger.db;Cache=Shared").Configuration!.Store;

        Assert.Equal($"data source={Path.GetFullPath("/srv/atsbridge/data/ledger.db")};cache=Shared", store.ConnectionString, ignoreCase: true);
    }

    [Theory]
    [InlineData("Data Source=:memory:", "in memory")]
    [InlineData("Data Source=x;Mode=Memory", "in memory")]
    [InlineData("Data Sorce=x.db", "names no file")]
    [InlineData("atsbridge.db", "not a connection string")]
    [InlineData("", "names no file")]
    public void AStoreThatCannotKeepALedgerIsAnError(string connection, string says)
    {
        var problem = Example.Read(b => b["Store"]!["ConnectionString"] = connection).Only();

        Assert.Equal("AtsBridge:Store:ConnectionString", problem.Path);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PostgresIsNotInThisVersion()
    {
        var problem = Example.Read(b => b["Store"] = new JsonObject { ["Provider"] = "postgres", ["ConnectionString"] = "Host=db;Password=topsecret" }).Only();

        Assert.Equal(("AtsBridge:Store:Provider", "Postgres is not in this version. Use Sqlite, or leave Provider out."), (problem.Path, problem.Message));
    }

    [Fact]
    public void ThePasswordOfAConnectionStringIsMasked()
    {
        var problem = Example.Read(b => b["Store"]!["ConnectionString"] = "Password=topsecret;Mode=ReadOnly").Only();

        Assert.Equal("Password=***;Mode=ReadOnly", problem.Value);
    }
}
