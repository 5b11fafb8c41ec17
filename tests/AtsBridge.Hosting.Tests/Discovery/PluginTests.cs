using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Tests.Discovery;

public sealed class PluginTests : IDisposable
{
    private readonly Plugins _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public async Task TwoPluginsWithClashingVersionsOfOneLibraryBothWork()
    {
        _plugins.Add(Plugins.First);
        _plugins.Add(Plugins.Second);

        var catalog = _plugins.Discover();

        Assert.Equal("Ada by Greeting 1", await NameAsync(catalog, "first"));
        Assert.Equal("Grace Hopper by Greeting 2", await NameAsync(catalog, "second"));
    }

    [Fact]
    public void WhatAPluginBringsAlongIsNamedWithItsVersionAndFolder()
    {
        var folder = _plugins.Add(Plugins.Second);

        var found = Assert.Single(_plugins.Discover().Found);

        Assert.Equal(("second", AdapterKind.Source, "AtsBridge.Adapters.Second", "2.0.1", folder),
            (found.Name, found.Kind, found.AssemblyName, found.Version, found.PluginFolder));
        Assert.Equal(["second"], _plugins.Discover().Plugins.Select(p => p.Name));
    }

    [Fact]
    public async Task CopiesOfTheContractsAndOfTheExtensionsBesideItDoNoHarm()
    {
        Assert.All(["AtsBridge.Abstractions.dll", "Microsoft.Extensions.Logging.Abstractions.dll"],
            file => Assert.True(File.Exists(Path.Combine(Plugins.BuiltFolder(Plugins.Second), file)), file));
        _plugins.Add(Plugins.Second);

        var catalog = _plugins.Discover();

        // Its logger is the host's, or the activator would not know what its constructor wants.
        Assert.Equal("Grace Hopper by Greeting 2", await NameAsync(catalog, "second"));
        var its = AssemblyLoadContext.GetLoadContext(catalog.Found[0].Type.Assembly)!.Assemblies.Select(a => a.GetName().Name).Order(StringComparer.Ordinal);
        Assert.Equal(["AtsBridge.Adapters.Second", "Greeting"], its);
    }

    [Fact]
    public void ANativeLibraryIsFoundWhereThePluginsListOfLibrariesSaysThatItLies()
    {
        var folder = _plugins.Add(Plugins.First);
        var rid = RuntimeInformation.RuntimeIdentifier;
        var shipped = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native"), "*e_sqlite3*").Single();
        var place = $"runtimes/{rid}/native/{Path.GetFileName(shipped).Replace("e_sqlite3", "plugin_native", StringComparison.Ordinal)}";
        Directory.CreateDirectory(Path.Combine(folder, "runtimes", rid, "native"));
        File.Copy(shipped, Path.Combine(folder, place));
        var list = Path.Combine(folder, "AtsBridge.Adapters.First.deps.json");
        var written = JsonNode.Parse(File.ReadAllText(list))!;
        written["targets"]!.AsObject().Single().Value!["AtsBridge.Adapters.First/1.2.3"]!["runtimeTargets"] =
            new JsonObject { [place] = new JsonObject { ["rid"] = rid, ["assetType"] = "native" } };
        File.WriteAllText(list, written.ToJsonString());

        var source = Make(_plugins.Discover(), "native");

        Assert.StartsWith("native 3", Assert.Throws<SourceException>(() => source.ReadAsync(new ReadRequest(Since: null), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheAssemblyThatIsCalledAsItsFolderIsThePlugin()
    {
        var folder = _plugins.Make("Acme.Talent");
        EmittedAssembly.WithAdapter(folder, "Acme.Talent", "talent");
        EmittedAssembly.WithAdapter(folder, "Acme.Other", "other");
        EmittedAssembly.WithAdapter(folder, "AtsBridge.Adapters.Copied", "copied");

        var catalog = _plugins.Discover();

        Assert.Equal("talent", Assert.Single(catalog.Found).Name);
        Assert.Empty(catalog.Refused);
    }

    [Fact]
    public void WithoutOneThoseThatAreCalledAsOurAdaptersAre()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithAdapter(folder, "AtsBridge.Adapters.One", "one");
        EmittedAssembly.WithAdapter(folder, "AtsBridge.Adapters.Two", "two");
        EmittedAssembly.WithAdapter(folder, "Acme.Other", "other");

        Assert.Equal(["one", "two"], _plugins.Discover().Found.Select(f => f.Name));
    }

    [Theory]
    [InlineData("System.Text.Json", "99.0.0.0", true)] // Newer than the framework's.
    [InlineData("System.Text.Json", "1.0.0.0", false)]
    [InlineData("Microsoft.Extensions.OfSomebodyElse", "1.0.0.0", true)] // The host has none.
    [InlineData("Microsoft.Extensions.Logging.Abstractions", "1.0.0.0", false)]
    [InlineData("Quartz", "1.0.0.0", true)] // The host's own library, in another version.
    public void WhatTheHostHasIsTakenFromItOnlyWhereItMustBe(string library, string version, bool own)
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithLibrary(folder, "acme", "acme", library, Version.Parse(version));

        var catalog = _plugins.Discover();

        // The copy has a class that the host's has not: the adapter loads where its own is taken, and only there.
        Assert.Equal(own, catalog.Found.Any(f => f.Name == "acme"));
        Assert.Equal(own, catalog.Refused.Count == 0);
    }

    [Fact]
    public void AFolderThatBeginsWithAPointIsNoPlugin()
    {
        EmittedAssembly.WithAdapter(_plugins.Make(".git"), "AtsBridge.Adapters.Hidden", "hidden");

        var catalog = _plugins.Discover();

        Assert.Empty(catalog.Found);
        Assert.Empty(catalog.Refused);
    }

    [Fact]
    public void WhereNoFolderIsNamedOrItIsNotThereThereAreNoPlugins()
    {
        Assert.Empty(AdapterCatalog.Discover(new AdapterScan { Directory = null }).Plugins);
        Assert.Empty(AdapterCatalog.Discover(new AdapterScan { Directory = null }, Path.Combine(_plugins.Folder, "absent")).Refused);
    }

    private static async Task<string?> NameAsync(AdapterCatalog catalog, string adapter)
    {
        await foreach (var page in Make(catalog, adapter).ReadAsync(new ReadRequest(Since: null), TestContext.Current.CancellationToken))
        {
            return Assert.Single(page.Records).FullName;
        }

        return null;
    }

    private static ICandidateSource Make(AdapterCatalog catalog, string adapter)
    {
        var found = catalog.Find(AdapterKind.Source, adapter)!;
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new AdapterContext("acme", "."));
        if (found.SettingsType is { } type)
        {
            services.AddSingleton(type, Activator.CreateInstance(type)!);
        }

        using var provider = services.BuildServiceProvider();
        return (ICandidateSource)ActivatorUtilities.CreateInstance(provider, found.Type);
    }
}
