using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AtsBridge.Architecture.Tests;

/// <summary>Nothing that is committed may belong to the machine that it was written on.</summary>
public sealed partial class PlaceTests
{
    private static readonly string[] NotText = [".png", ".jpg", ".gif", ".ico", ".zip", ".gz", ".db", ".woff2", ".snk"];

    [Fact]
    public async Task NoTrackedFileNamesAPackageRegistryOrAFolderOfOneMachine()
    {
        var files = await TrackedAsync();
        Assert.NotEmpty(files);

        var found = from file in files
                    where !NotText.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && File.Exists(Repository.At(file))
                    from line in File.ReadLines(Repository.At(file)).Index()
                    let match = Elsewhere().Match(line.Item)
                    where match.Success
                    select $"{file} line {line.Index + 1}: {match.Value}";
        Findings.None(found);
    }

    [Theory]
    [InlineData("https://api.nu" + "get.org/v3/index.json", true)]
    [InlineData("registry.npm" + "js.org", true)]
    [InlineData("see /wo" + "rk/notes.md", true)]
    [InlineData("\"/wo" + "rk\"", true)]
    [InlineData("/ho" + "me/somebody/src", true)]
    [InlineData("C:\\Us" + "ers\\ada\\x", true)]
    [InlineData("artwork/work/x", false)]
    [InlineData("https://example.com/workers", false)]
    public void ThePatternFindsWhatItShould(string line, bool found) => Assert.Equal(found, Elsewhere().IsMatch(line));

    /// <summary>What git tracks; in an archive without git, every file that no build made.</summary>
    private static async Task<IReadOnlyList<string>> TrackedAsync()
    {
        if (!Path.Exists(Repository.At(".git")))
        {
            return [.. Repository.Written(".", "*").Select(Repository.Relative)];
        }

        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false,
        }) ?? throw new InvalidOperationException("git can't be started.");
        var list = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);
        return list.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"n[u]get\.[o]rg|npm[j]s\.|py[p]i\.|cr[a]tes\.[i]o|g[o]lang\.|pkgs\.[d]ev\.|artif[a]ctory|n[e]xus\.|(?<![\w.\-])/w[o]rk(?![\w\-])|(?<![\w.])/(home|root|Users)/\w|[A-Z]:\\Users\\", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Elsewhere();
}
