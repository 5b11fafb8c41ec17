using System.Reflection;
using AtsBridge.Architecture.Tests;

namespace AtsBridge.Templates.Tests;

/// <summary>What <c>dotnet new atsbridge-adapter</c> gives: it builds, is found by the host, and passes the suite. No network is needed.</summary>
public sealed class TemplateTests : IDisposable
{
    private static readonly string Template = Repository.At("samples", "templates", "atsbridge-adapter");
    private static readonly string Sample = Repository.At("samples", "your-own-adapter");

    /// <summary>As these tests are built: what the projects reference is built in the same way already.</summary>
    private static readonly string Configuration = typeof(TemplateTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atsbridge-template-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TheSampleIsWhatTheTemplateGives()
    {
        await NewAsync("Example.Talent", "your-own-adapter", "$(MSBuildThisFileDirectory)../..");

        var made = Files(At("your-own-adapter"));
        var kept = Files(Sample);
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), kept.Keys.Order(StringComparer.Ordinal));
        Assert.All(made, file => Assert.True(file.Value == kept[file.Key], $"samples/your-own-adapter/{file.Key} is not what the template gives: make the sample anew, as its decision says."));
    }

    [Fact]
    public async Task TheSampleBuildsAndPassesTheSuite()
    {
        foreach (var (file, text) in Files(Sample))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At("sample", file))!);
            await File.WriteAllTextAsync(At("sample", file), text, TestContext.Current.CancellationToken);
        }

        await PassesAsync("sample", "Example.Talent.Tests", $"-p:AtsBridge={Repository.Root}");
        HasNoCopyOfTheContracts(At("sample", "src", "Example.Talent", "bin", Configuration, "net10.0"));
    }

    [Fact]
    public async Task ANewAdapterBuildsAgainstThePackagesPassesTheSuiteAndIsFoundByTheHost()
    {
        foreach (var project in new[] { "AtsBridge.Abstractions", "AtsBridge.Conversion", "AtsBridge.Testing" })
        {
            await Dotnet.RunAsync(_folder.FullName, "pack", Repository.At("src", project), "--no-build", "-c", Configuration, "-o", At("feed"), "-v", "q");
        }

        await Dotnet.RunAsync(_folder.FullName, "pack", Repository.At("samples", "templates", "AtsBridge.Templates.csproj"), "-c", Configuration, "-o", At("feed"), "-v", "q");
        await NewAsync("Acme.Hire2", "acme", atsBridge: null, Directory.EnumerateFiles(At("feed"), "AtsBridge.Templates.*.nupkg").Single());
        // The packages of AtsBridge into a folder of this test; what else is needed has been restored before.
        await PassesAsync("acme", "Acme.Hire2.Tests", $"-p:RestoreSources={At("feed")}", $"-p:RestorePackagesPath={At("packages")}", $"-p:RestoreFallbackFolders={Packages}");

        await Dotnet.RunAsync(At("acme"), "publish", Path.Combine("src", "Acme.Hire2"), "--no-build", "-c", Configuration, "-o", At("published"), "-v", "q");
        HasNoCopyOfTheContracts(At("published"));
        Assert.Contains("hire2", await AdaptersAsync(At("published", "AtsBridge.Adapters.Hire2.dll")), StringComparison.Ordinal);
    }

    /// <summary>A relative folder is relative to the new adapter, whatever project of it is built from wherever.</summary>
    [Fact]
    public async Task AWorkingCopyIsFoundByARelativePathAndAWrongOneIsNamed()
    {
        await NewAsync("Acme.Hire2", "acme", Path.GetRelativePath(At("acme"), Repository.Root));
        var project = Path.Combine("acme", "tests", "Acme.Hire2.Tests");

        Assert.Equal(Repository.Root, (await Dotnet.RunAsync(_folder.FullName, "msbuild", project, "-getProperty:AtsBridgeFolder")).Trim());
        var wrong = await Assert.ThrowsAnyAsync<Exception>(() => Dotnet.RunAsync(_folder.FullName, "msbuild", project, "-t:FindAtsBridge", "-p:AtsBridge=../nowhere"));
        Assert.Contains($"There is no working copy of AtsBridge at '{At("nowhere")}'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingInTheTemplateKeepsTheExamplesName()
    {
        var text = string.Concat(Files(Template).Where(f => !f.Key.StartsWith(".template.config", StringComparison.Ordinal)).Select(f => f.Value));

        Assert.DoesNotContain("TALENT", text, StringComparison.Ordinal);
        Assert.Equal("PATH-OF-ATSBRIDGE", text[text.IndexOf("<AtsBridge>", StringComparison.Ordinal)..].Split('>', '<')[2]);
    }

    private static void HasNoCopyOfTheContracts(string folder)
    {
        Assert.Contains(Directory.EnumerateFiles(folder), f => Path.GetFileName(f).StartsWith("AtsBridge.Adapters.", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(folder, "AtsBridge.Abstractions.dll")), "A copy of the contracts lies beside the adapter: the host would refuse it.");
    }

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private string At(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    private async Task NewAsync(string name, string folder, string? atsBridge, string? package = null)
    {
        // A hive of its own: the templates of whoever runs the tests are none of our business.
        await Dotnet.RunAsync(_folder.FullName, "new", "install", package ?? Template, "--debug:custom-hive", At("hive"));
        await Dotnet.RunAsync(_folder.FullName, ["new", "atsbridge-adapter", "-n", name, "-o", folder, .. atsBridge is null ? Array.Empty<string>() : ["--AtsBridge", atsBridge], "--debug:custom-hive", At("hive")]);
    }

    private async Task PassesAsync(string folder, string tests, params string[] properties)
    {
        await Dotnet.RunAsync(At(folder), ["build", Path.Combine("tests", tests), "-c", Configuration, "-v", "q", .. properties]);
        var run = await Dotnet.RunAsync(At(folder), At(folder, "tests", tests, "bin", Configuration, "net10.0", $"{tests}.dll"), "-noColor");
        Assert.Matches(@"Total: (8\d|9\d|\d{3}), Errors: 0, Failed: 0", run);
    }

    /// <summary>What <c>atsbridge adapters</c> says with one more file beside it.</summary>
    private async Task<string> AdaptersAsync(string adapter)
    {
        Directory.CreateDirectory(At("host"));
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(f => Path.GetExtension(f) is ".dll" or ".json"))
        {
            File.Copy(file, At("host", Path.GetFileName(file)));
        }

        File.Copy(adapter, At("host", Path.GetFileName(adapter)));
        return await Dotnet.RunAsync(_folder.FullName, At("host", "atsbridge.dll"), "adapters");
    }

    private static Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
        .Where(f => !f.Split('/').Any(part => part is "bin" or "obj"))
        .ToDictionary(f => f, f => File.ReadAllText(Path.Combine(folder, f)), StringComparer.Ordinal);
}
