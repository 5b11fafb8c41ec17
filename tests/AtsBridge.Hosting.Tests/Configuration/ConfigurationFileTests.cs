using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atsbridge-configuration-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void CommentsAndTrailingCommasAreAllowedAndPathsRefersToTheFile()
    {
        var file = Load(Filled);

        var reading = file.Read(Example.Catalog);
        Assert.All(reading.Problems, p => Assert.Equal(ProblemSeverity.Warning, p.Severity));
        Assert.Contains(Path.Combine(_folder.FullName, "atsbridge.db"), reading.Configuration!.Store.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void AKeyInTheFileIsAWarningThatNamesTheVariable()
    {
        var problems = Load(Filled).Read(Example.Catalog).Problems;

        Assert.Equal(2, problems.Count);
        var problem = problems[0];
        Assert.Equal((ProblemSeverity.Warning, "AtsBridge:Sinks:gather:Options:ApiKey", null), (problem.Severity, problem.Path, problem.Value));
        Assert.Contains("AtsBridge__Sinks__gather__Options__ApiKey", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheKeyOfASandboxOnThisMachineIsNoSecret()
    {
        Assert.Empty(Load(Filled.Replace("https://api.prod.qualifi.hr", "http://127.0.0.1:5081", StringComparison.Ordinal)).Read(Example.Catalog).Problems);
    }

    [Fact]
    public void TheEnvironmentOverridesTheFile()
    {
        const string Variable = "AtsBridge__Routes__0__Invite__ExpiryDays";
        Environment.SetEnvironmentVariable(Variable, "30");
        try
        {
            Assert.Equal("30", Load(Filled).Configuration!["AtsBridge:Routes:0:Invite:ExpiryDays"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void AMissingFileIsAProblemThatNamesIt()
    {
        var path = Path.Combine(_folder.FullName, "absent.json");
        var problem = ConfigurationFile.Load(path).Read(Example.Catalog).Only();

        Assert.Equal((ProblemSeverity.Error, path), (problem.Severity, problem.Path));
        Assert.Contains("does not exist", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--config", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsNoFile()
    {
        Assert.Contains("is a folder", ConfigurationFile.Load(_folder.FullName).Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"AtsBridge\": {\n    \"Store\" {\n", "line 3, position 13")]
    [InlineData("{ \"AtsBridge\": ", "line 1, position 16")]
    [InlineData("", "line 1, position 1")]
    public void BrokenJsonIsAProblemWithItsPlace(string json, string place)
    {
        var file = Load(json);

        Assert.Null(file.Configuration);
        Assert.Contains("is not valid JSON at " + place, file.Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"AtsBridge\": { \"Store\": {}, \"store\": { \"Provider\": \"Sqlite\" }, \"Routes\": \"a\", \"Routes\": \"b\" } }")]
    [InlineData("[ 1, 2 ]")]
    public void JsonThatIsNoConfigurationIsAProblem(string json)
    {
        Assert.Contains("can't be read", Load(json).Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "No section \"AtsBridge\" was found in")]
    [InlineData("{ \"AtsBrigde\": { \"Sources\": {} } }", "There is \"AtsBrigde\": rename it to \"AtsBridge\".")]
    [InlineData("{ \"AtsBridge\": \"on\" }", "No section")]
    public void WithoutASectionTheFileAndTheBeginningAreNamed(string json, string says)
    {
        var file = Load(json);

        var problem = file.Read(Example.Catalog).Only();
        Assert.Equal("AtsBridge", problem.Path);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, problem.Message, StringComparison.Ordinal);
        Assert.Contains("Begin with", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWhoseNameBeginsWithAPointIsReadToo()
    {
        Assert.NotNull(Load(Filled, ".atsbridge.json").Configuration);
    }

    private static string Filled => Example.Json.Replace("(from the environment)", Example.Key, StringComparison.Ordinal);

    private ConfigurationFile Load(string json, string name = "atsbridge.json")
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, json);
        return ConfigurationFile.Load(path);
    }
}
