using System.Reflection;
using System.Xml.Linq;
using AtsBridge.Architecture.Tests;

namespace AtsBridge.Tests.Surface;

public sealed class SmallnessTests
{
    private static readonly Assembly Abstractions = typeof(ICandidateSource).Assembly;

    [Fact]
    public void TheAbstractionsStayUnder500LinesOfCode()
    {
        var lines = Repository.Written("src/AtsBridge.Abstractions", "*.cs").Sum(file => File.ReadLines(file).Count(IsCode));

        Assert.InRange(lines, 100, 499);
    }

    [Fact]
    public void TheAbstractionsReferenceNoPackageAndNoProject()
    {
        var project = XDocument.Load(Repository.At("src", "AtsBridge.Abstractions", "AtsBridge.Abstractions.csproj"));

        Assert.DoesNotContain(project.Descendants(), e => e.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference" or "Reference");
    }

    [Fact]
    public void TheAbstractionsAreBuiltAgainstTheFrameworkAlone()
    {
        var foreign = Abstractions.GetReferencedAssemblies().Select(a => a.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(foreign);
    }

    [Theory]
    [InlineData("Newtonsoft")]
    [InlineData("Quartz")]
    [InlineData("Scrutor")]
    public void NoTypeOfAnotherLibraryIsNamedInTheAbstractions(string library)
    {
        var files = Repository.Written("src/AtsBridge.Abstractions", "*.*").Where(file => File.ReadAllText(file).Contains(library, StringComparison.OrdinalIgnoreCase));

        Assert.Empty(files.Select(Repository.Relative));
    }

    private static bool IsCode(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal);
}
