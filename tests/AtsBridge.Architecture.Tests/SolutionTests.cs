using System.Xml.Linq;

namespace AtsBridge.Architecture.Tests;

/// <summary>A project that the solution does not know is built and tested by nobody.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        var solution = File.ReadAllText(Repository.At("AtsBridge.sln")).Replace('\\', '/');
        // A sample that shows how somebody else builds against us is not ours to build.
        var missing = Project.All.Where(p => !p.Path.StartsWith("samples/", StringComparison.Ordinal) && !solution.Contains($"\"{p.Path}\"", StringComparison.Ordinal));

        Findings.None(missing.Select(p => $"dotnet sln AtsBridge.sln add {p.Path}"));
    }

    [Fact]
    public void EveryProjectOfTheSolutionExists()
    {
        var named = File.ReadLines(Repository.At("AtsBridge.sln")).Where(l => l.StartsWith("Project(", StringComparison.Ordinal) && l.Contains(".csproj", StringComparison.Ordinal))
            .Select(l => l.Split('"')[5].Replace('\\', '/')).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(File.Exists(Repository.At(path)), path));
    }

    [Fact]
    public void NoProjectChoosesAVersionOfItsOwn()
    {
        var own = Project.All.Where(p => !p.Path.StartsWith("samples/", StringComparison.Ordinal)
            && p.Xml.Descendants().Any(e => e.Name.LocalName == "PackageReference" && (e.Attribute("Version") ?? e.Attribute("VersionOverride")) is not null));

        Findings.None(own.Select(p => p.Path));
    }

    [Fact]
    public void TheBannedSymbolsReachEveryProject()
    {
        var props = XDocument.Load(Repository.At("Directory.Build.props"));
        Assert.Contains(props.Descendants(), e => e.Name.LocalName == "AdditionalFiles" && e.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal) && e.Attribute("Condition") is null);
        Assert.Contains(props.Descendants(), e => e.Name.LocalName == "PackageReference" && e.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");

        // A second Directory.Build.props hides the first unless it imports it.
        var deaf = new[] { "src", "adapters", "tests" }.SelectMany(folder => Repository.Written(folder, "Directory.Build.props"))
            .Where(file => !File.ReadAllText(file).Contains("GetPathOfFileAbove('Directory.Build.props'", StringComparison.Ordinal));
        Findings.None(deaf.Select(Repository.Relative));
        var silenced = Project.All.Where(p => p.Xml.ToString() is var text && (text.Contains("RS0030", StringComparison.Ordinal) || text.Contains("BannedSymbols", StringComparison.Ordinal)));
        Findings.None(silenced.Select(p => p.Path));
    }

    [Fact]
    public void TheClockIsBanned() =>
        Assert.Contains(File.ReadLines(Repository.At("BannedSymbols.txt")), line => line.StartsWith("P:System.DateTime.UtcNow;", StringComparison.Ordinal));

    [Fact]
    public void NoProjectTurnsOffWarningsAsErrors()
    {
        var lenient = Project.All.Where(p => p.Xml.Descendants().Any(e => e.Name.LocalName is "TreatWarningsAsErrors" or "RunAnalyzers" or "EnableNETAnalyzers"));

        Findings.None(lenient.Select(p => p.Path));
    }
}
