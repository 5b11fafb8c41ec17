using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class PluginsKeyTests : IDisposable
{
    private const string Place = "AtsBridge:Plugins";

    private readonly Plugins _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void ItRefersToTheFolderOfTheFileAndMayBeLeftOut()
    {
        Assert.Equal("/srv/atsbridge/plugins", Folder("plugins"));
        Assert.Equal("/opt/plugins", Folder("/opt/plugins"));
        Assert.Null(Folder(null));
        Assert.Empty(Read(null).Problems);
    }

    [Fact]
    public void AFolderThatIsThereIsNoProblem() => Assert.Empty(Read(_plugins.Folder).Problems);

    [Fact]
    public void AFolderThatIsNotThereIsAWarningBecauseTheOtherAdaptersAreThere()
    {
        var absent = Path.Combine(_plugins.Folder, "absent");

        var reading = Read(absent);

        Assert.NotNull(reading.Configuration);
        var problem = reading.Only();
        Assert.Equal((ProblemSeverity.Warning, Place, absent), (problem.Severity, problem.Path, problem.Value));
        Assert.Equal($"The folder {absent} doesn't exist, or can't be looked into, so that there are no plugins. "
            + "Name the folder that has one folder for each plugin, such as \"plugins\", or leave Plugins out.", problem.Message);
    }

    [Fact]
    public void AFileIsAnError()
    {
        var file = Path.Combine(_plugins.Folder, "acme.dll");
        File.WriteAllText(file, "");

        var problem = Read(file).Only();

        Assert.Equal((ProblemSeverity.Error, Place, file), (problem.Severity, problem.Path, problem.Value));
        Assert.StartsWith($"{file} is a file. Name the folder", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void WhatIsNoPathIsAnError(string written)
    {
        var problem = Read(written).Only();

        Assert.Equal((ProblemSeverity.Error, Place), (problem.Severity, problem.Path));
        Assert.StartsWith("This names no folder.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AListIsAnError()
    {
        var problem = Example.Read(b => b["Plugins"] = new JsonArray("one", "two")).Only();

        Assert.Equal((ProblemSeverity.Error, Place), (problem.Severity, problem.Path));
        Assert.Contains("it must be text", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenPluginThatNobodyNeedsIsAWarning()
    {
        var folder = _plugins.Make("talent");
        EmittedAssembly.WithContracts(folder, "talent", "talent", new Version(9, 0, 0, 0));

        var reading = Read(_plugins.Folder, catalog: Discover());

        Assert.NotNull(reading.Configuration);
        var problem = reading.Only();
        Assert.Equal((ProblemSeverity.Warning, Place, null), (problem.Severity, problem.Path, problem.Value));
        Assert.StartsWith($"{folder}: talent.dll 2.1.0.0 can't be used, because it was built against AtsBridge.Abstractions 9.0.0 and this host has 0.1.0.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenPluginThatASourceNeedsIsItsErrorWithTheReason()
    {
        EmittedAssembly.WithContracts(_plugins.Make("talent"), "talent", "talent", new Version(9, 0, 0, 0));
        EmittedAssembly.WithContracts(_plugins.Make("older"), "older", "elderly", new Version(0, 0, 3, 0));
        var catalog = Discover();

        Assert.Contains("Refused: talent.dll of talent, because it was built against AtsBridge.Abstractions 9.0.0", Error("talent", catalog), StringComparison.Ordinal);
        Assert.Contains("Refused: Emitted.elderlySource of older, because it can't be loaded", Error("elderly", catalog), StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatEverybodyCanWriteIsAWarning()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(_plugins.Add(Plugins.First), (UnixFileMode)0b111_111_111);

        var problem = Read(_plugins.Folder, catalog: Discover()).Only();

        Assert.Equal((ProblemSeverity.Warning, Place), (problem.Severity, problem.Path));
        Assert.Contains("can be written by every user of this machine", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsThatThrowAreAnErrorOfTheirSourceWithoutTheirWords()
    {
        _plugins.Add(Plugins.First);

        var reading = Example.Read(b => (b.Source()["Adapter"], b.Source()["Options"]) = ("unsettled", new JsonObject()), Discover());

        var problem = reading.Only();
        Assert.Equal((ProblemSeverity.Error, "AtsBridge:Sources:acme:Options"), (problem.Severity, problem.Path));
        Assert.Equal($"AtsBridge.Adapters.First.StumblingSettings in AtsBridge.Adapters.First 1.2.3 of the plugin {Path.Combine(_plugins.Folder, "first")} can't be made: "
            + "it threw InvalidOperationException. Tell the adapter's author.", problem.Message);
    }

    private static string? Folder(string? written) =>
        ConfigurationReader.PluginsFolder(Example.Build($$"""{ "AtsBridge": { "Plugins": {{(written is null ? "null" : $"\"{written}\"")}} } }"""), Example.BaseDirectory);

    private static ConfigurationReading Read(string? written, AdapterCatalog? catalog = null) => Example.Read(b => b["Plugins"] = written, catalog);

    private AdapterCatalog Discover() => _plugins.Discover(new AdapterScan { Directory = null }.AddAdapter<FakeCsvSource>().AddAdapter<FakeGatherSink>());

    private static string Error(string adapter, AdapterCatalog catalog) =>
        Assert.Single(Example.Read(b => b.Source()["Adapter"] = adapter, catalog).Problems, p => p.Severity == ProblemSeverity.Error).Message;
}
