using System.Text.RegularExpressions;

namespace AtsBridge.Architecture.Tests;

/// <summary>Source files that a person can read in one sitting, and that say nothing is still to be done.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 350;

    private static readonly List<string> Shipped = [.. Repository.Written("src", "*.cs").Concat(Repository.Written("adapters", "*.cs"))];

    [Fact]
    public void ThereAreSourcesToLookAt() => Assert.True(Shipped.Count > 100);

    [Fact]
    public void NoFileIsLongerThanCanBeRead()
    {
        var lengths = Shipped.Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()));

        Findings.None(lengths.Where(f => f.Lines > MostLines).Select(f => $"{f.File} has {f.Lines} lines, more than {MostLines}: give a part of it a name and a file"));
    }

    [Fact]
    public void AFileHasOnePublicTypeAtMost()
    {
        var types = Shipped.Select(file => (File: Repository.Relative(file), Types: File.ReadLines(file).Where(line => PublicType().IsMatch(line)).ToList()));

        Findings.None(types.Where(f => f.Types.Count > 1).Select(f => $"{f.File}: {string.Join(" | ", f.Types)}"));
    }

    [Fact]
    public void NothingIsLeftToDo()
    {
        var found = from file in Shipped.Concat(Repository.Written("tests", "*.cs"))
                    from line in File.ReadLines(file).Index()
                    where Unfinished().IsMatch(line.Item)
                    select $"{Repository.Relative(file)} line {line.Index + 1}: {line.Item.Trim()}";

        Findings.None(found);
    }

    [Fact]
    public void EveryFileHasItsNamespaceInOneLine()
    {
        var blocks = Shipped.Where(file => File.ReadLines(file).Any(line => line.StartsWith("namespace ", StringComparison.Ordinal) && !line.EndsWith(';')));

        Findings.None(blocks.Select(Repository.Relative));
    }

    [GeneratedRegex(@"^public\s+((static|sealed|abstract|partial|readonly|ref)\s+)*(class|record|struct|interface|enum|delegate)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    // Built of two parts, so that this file does not find itself.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|NotImplemented" + @"Exception)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();
}
