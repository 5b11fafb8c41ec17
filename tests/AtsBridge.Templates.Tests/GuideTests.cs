using System.Text.RegularExpressions;
using AtsBridge.Architecture.Tests;

namespace AtsBridge.Templates.Tests;

/// <summary>The code of the guide is code that is compiled and passes its checks.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Repository.At("docs/writing-an-adapter.md"));

    /// <summary>What other tests build and run: the sample, and the suites of our own adapters.</summary>
    private static readonly List<string> Compiled =
        [.. Repository.Written("samples/your-own-adapter", "*.cs").Concat(Repository.Written("tests", "*ConformanceTests.cs")).Select(f => Plain(File.ReadAllText(f)))];

    [Fact]
    public void EveryBlockOfCodeStandsInAFileThatIsCompiled()
    {
        var blocks = Blocks().Matches(Guide).Select(m => m.Groups["code"].Value).ToList();

        Assert.True(blocks.Count >= 4, $"The guide has {blocks.Count} blocks of code.");
        Assert.All(blocks, block => Assert.True(Compiled.Exists(file => file.Contains(Plain(block), StringComparison.Ordinal)), $"This block of docs/writing-an-adapter.md stands in no file that is compiled:\n{block}"));
    }

    [Fact]
    public void EveryFileThatItPointsToIsThere() =>
        Assert.All(Links().Matches(Guide), m => Assert.True(Path.Exists(Repository.At("docs", m.Groups["path"].Value)), m.Value));

    [Fact]
    public void EveryNameOfTheKitIsThere()
    {
        var assembly = typeof(Testing.ConformanceSuite).Assembly;
        var names = assembly.GetExportedTypes().Select(t => t.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(new HashSet<string>(["HttpSourceConformance", "FileSourceConformance", "SourceConformance", "SinkConformance", "SourceWorld", "SamplePlatform"], StringComparer.Ordinal), names);
        Assert.All(Suites().Matches(Guide).Select(m => m.Groups["name"].Value), name => Assert.Contains(name, names));
    }

    private static string Plain(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"`(?<name>\w*Conformance|SourceWorld|SamplePlatform)(<[^`]*)?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suites();
}
