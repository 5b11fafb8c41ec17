namespace AtsBridge.Architecture.Tests;

/// <summary>References point down only, so that a room can be read, tested and replaced without the ones above it.</summary>
public sealed class ReferenceTests
{
    private const string Abstractions = "AtsBridge.Abstractions";
    private const string Files = "AtsBridge.Adapters.Files";
    private const string Records = "AtsBridge.Adapters.Records";

    /// <summary>What each room may reference. A room that is not named here is new: decide where it stands, and write it down.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Abstractions] = [],
        ["AtsBridge.Conversion"] = [Abstractions],
        ["AtsBridge.Engine"] = ["AtsBridge.Conversion", Abstractions],
        ["AtsBridge.Storage"] = ["AtsBridge.Engine", Abstractions],
        ["AtsBridge.Gather"] = [Abstractions],
        ["AtsBridge.Gather.Sandbox"] = [],
        ["AtsBridge.Testing"] = ["AtsBridge.Conversion", Abstractions],
        ["AtsBridge.Hosting"] = ["AtsBridge.Engine", "AtsBridge.Storage", "AtsBridge.Gather", Abstractions],
        ["AtsBridge.Dashboard"] = ["AtsBridge.Hosting", "AtsBridge.Engine", "AtsBridge.Storage", Abstractions],
    };

    [Fact]
    public void EveryRoomReferencesOnlyTheRoomsBelowIt()
    {
        var wrong = Project.Rooms.Where(p => p.Path.StartsWith("src/", StringComparison.Ordinal) && p.Name != "AtsBridge.Cli")
            .SelectMany(p => p.Projects.Except(Allowed.GetValueOrDefault(p.Name) ?? []).Select(r => $"{p.Path} must not reference {r}"));

        Findings.None(wrong);
    }

    [Fact]
    public void EveryRoomHasItsPlace() =>
        Findings.None(Project.Rooms.Where(p => !p.IsAdapter && p.Name != "AtsBridge.Cli" && !Allowed.ContainsKey(p.Name)).Select(p => $"{p.Path}: say in Allowed what it may reference"));

    [Fact]
    public void AdaptersReferenceNeitherEachOtherNorTheEngine()
    {
        var wrong = Project.Rooms.Where(p => p.IsAdapter).SelectMany(p => p.Projects.Except(SharedBelow(p.Name)).Select(r => $"{p.Path} must not reference {r}"));

        Findings.None(wrong);
    }

    /// <summary>What adapters share: records wherever they come from, and on top of it files.</summary>
    private static string[] SharedBelow(string adapter) => adapter switch
    {
        Records => [Abstractions],
        Files => [Abstractions, Records],
        _ => [Abstractions, Records, Files],
    };

    [Fact]
    public void NothingReferencesTheCommandLineButItsTests()
    {
        var wrong = Project.All.Where(p => p.Projects.Contains("AtsBridge.Cli") && !p.Path.StartsWith("tests/", StringComparison.Ordinal));

        Findings.None(wrong.Select(p => p.Path));
    }

    [Fact]
    public void TheCommandLineReferencesTheHostAndWhatStandsBesideIt()
    {
        var rest = Project.Named("AtsBridge.Cli").Projects.Where(r => !r.StartsWith("AtsBridge.Adapters.", StringComparison.Ordinal))
            .Except(["AtsBridge.Hosting", "AtsBridge.Dashboard", "AtsBridge.Gather", "AtsBridge.Gather.Sandbox"]);

        Assert.Contains("AtsBridge.Hosting", Project.Named("AtsBridge.Cli").Projects);
        Findings.None(rest);
    }

    [Theory]
    [InlineData("Quartz", "AtsBridge.Hosting")]
    [InlineData("Scrutor", "AtsBridge.Hosting")]
    [InlineData("linq2db", "AtsBridge.Storage")]
    [InlineData("FluentMigrator", "AtsBridge.Storage")]
    [InlineData("Microsoft.Data.Sqlite", "AtsBridge.Storage")]
    [InlineData("Npgsql", "AtsBridge.Storage")]
    public void ALibraryIsReferencedInOneRoomAlone(string package, string room)
    {
        var elsewhere = Project.Rooms.Where(p => p.Name != room && p.Packages.Any(name => name.StartsWith(package, StringComparison.OrdinalIgnoreCase)));

        Findings.None(elsewhere.Select(p => p.Path));
    }

    [Theory]
    [InlineData("Quartz", "AtsBridge.Hosting")]
    [InlineData("Scrutor", "AtsBridge.Hosting")]
    [InlineData("LinqToDB", "AtsBridge.Storage")]
    [InlineData("FluentMigrator", "AtsBridge.Storage")]
    [InlineData("Microsoft.Data.Sqlite", "AtsBridge.Storage")]
    public void ItsTypesAreUsedInThatRoomAlone(string space, string room)
    {
        // A package comes along with a project reference, so the project files alone don't say it.
        var users = Repository.Written("src", "*.cs").Concat(Repository.Written("adapters", "*.cs"))
            .Where(file => !Repository.Relative(file).StartsWith($"src/{room}/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith($"using {space}", StringComparison.Ordinal) || line.Contains($"global::{space}.", StringComparison.Ordinal)));

        Findings.None(users.Select(Repository.Relative));
    }

    [Fact]
    public void TheAbstractionsKnowNothingOfTheWire()
    {
        Findings.None(Project.Named(Abstractions).Packages);
        Assert.DoesNotContain(Repository.Written($"src/{Abstractions}", "*.cs"), file => File.ReadAllText(file).Contains("Newtonsoft", StringComparison.Ordinal));
    }
}
