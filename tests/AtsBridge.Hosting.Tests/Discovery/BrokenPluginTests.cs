using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Discovery;

/// <summary>Whatever is wrong with a plugin, it is said with its place and what to do, and everything else is found.</summary>
public sealed class BrokenPluginTests : IDisposable
{
    private readonly Plugins _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public void AFolderWithoutAPluginIsRefused()
    {
        var folder = _plugins.Make("acme");
        File.WriteAllText(Path.Combine(folder, "readme.txt"), "soon");

        Refused("acme", "there is neither acme.dll nor AtsBridge.Adapters.*.dll in it. Publish the plugin into this folder", folder);
    }

    [Fact]
    public void AFileThatIsNoAssemblyIsRefused()
    {
        var folder = _plugins.Make("acme");
        File.WriteAllText(Path.Combine(folder, "acme.dll"), "torn");

        Refused("acme.dll", "it can't be loaded: ", folder);
    }

    [Fact]
    public void ATornListOfItsLibrariesIsRefused()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithAdapter(folder, "acme", "acme");
        File.WriteAllText(Path.Combine(folder, "acme.deps.json"), "{ \"runtimeTarget\": ");

        Refused("acme", "its deps.json can't be read. Publish the plugin again", folder);
    }

    [Fact]
    public void AnAssemblyBesideTheFoldersIsRefused()
    {
        EmittedAssembly.WithAdapter(_plugins.Folder, "AtsBridge.Adapters.Loose", "loose");

        Refused("AtsBridge.Adapters.Loose.dll", "it lies among the plugins' folders. Put it, with all that belongs to it, into a folder of its own there.", _plugins.Folder);
    }

    [Fact]
    public void AnAssemblyWithoutAnAdapterIsRefused()
    {
        var folder = _plugins.Make("Greeting");
        File.Copy(Path.Combine(Plugins.BuiltFolder(Plugins.First), "Greeting.dll"), Path.Combine(folder, "Greeting.dll"));

        Refused("Greeting", "no class in it has [Adapter].", folder);
    }

    [Fact]
    public void NewerContractsAreNamedWithBothVersionsAndTheCure()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithContracts(folder, "acme", "acme", new Version(9, 1, 0, 0));

        var refused = Refused("acme.dll",
            "it was built against AtsBridge.Abstractions 9.1.0 and this host has 0.1.0. Take a version of it that was built against 0.1.0 or older, or update AtsBridge.", folder);
        Assert.Equal("2.1.0.0", refused.Version);
    }

    [Fact]
    public void OlderContractsThatNoLongerFitAreNamedWithTheClassAndBothVersions()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithContracts(folder, "acme", "talent", new Version(0, 0, 3, 0));

        var refused = Refused("Emitted.talentSource", "it can't be loaded: Method 'ReadAsync'", folder);

        Assert.EndsWith("It was built against AtsBridge.Abstractions 0.0.3 and this host has 0.1.0: build it against that.", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(("talent", "2.1.0.0"), (refused.Name, refused.Version));
    }

    [Fact]
    public void OfAnAssemblyThatLoadsInPartTheClassIsNamedAndTheRestIsFound()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithMissingBase(folder, "acme", "half");

        var refused = Refused("Lost.LostSource", "it can't be loaded: ", folder);

        Assert.Contains("Somebody.Elses.Library", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(_plugins.Discover().Found, f => f.Name == "half");
    }

    [Fact]
    public void SettingsThatCannotBeLoadedAreRefusedWithTheClass()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithMissingSettings(folder, "acme", "unset");

        var refused = Refused("Emitted.unsetSource", "it can't be looked at: ", folder);
        Assert.Contains("Somebody.Elses.Library", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdapterWithAnAttributeThatCannotBeLoadedIsNotOverlooked()
    {
        var folder = _plugins.Make("acme");
        EmittedAssembly.WithMissingAttribute(folder, "acme", "marked");

        var refused = Refused("Emitted.markedSource", "it can't be looked at: ", folder);

        Assert.Contains("Somebody.Elses.Library", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(_plugins.Discover().Found, f => f.Name == "marked.sound");
    }

    [Fact]
    public void WhatCameWithTheHostGoesBeforeAPluginsAdapterOfItsName()
    {
        EmittedAssembly.WithAdapter(_plugins.Make("acme"), "acme", "csv");
        EmittedAssembly.WithAdapter(_plugins.Make("other"), "other", "csv");

        var catalog = _plugins.Discover(new AdapterScan { Directory = null }.AddAdapter<FakeCsvSource>());

        Assert.Equal(typeof(FakeCsvSource), Assert.Single(catalog.Found).Type);
        Assert.Equal(["acme", "other"], catalog.Refused.Select(r => r.AssemblyName));
        Assert.All(catalog.Refused, r => Assert.StartsWith(
            "its name 'csv' is that of AtsBridge.Hosting.Tests.Fakes.FakeCsvSource in AtsBridge.Hosting.Tests, which comes with AtsBridge and goes before.", r.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void OfTwoPluginsWithOneAdapterNoneIsUsedAndEachNamesTheOther()
    {
        EmittedAssembly.WithAdapter(_plugins.Make("one"), "one", "twin");
        EmittedAssembly.WithAdapter(_plugins.Make("two"), "two", "twin");

        var catalog = _plugins.Discover();

        Assert.Empty(catalog.Found);
        Assert.Equal(["in two of the plugin two", "in one of the plugin one"],
            catalog.Refused.Select(r => r.Reason[r.Reason.IndexOf("in ", StringComparison.Ordinal)..r.Reason.IndexOf(". Remove", StringComparison.Ordinal)]));
    }

    [Fact]
    public void FoldersThatDifferInCaseAloneAreBothRefused()
    {
        EmittedAssembly.WithAdapter(_plugins.Make("acme"), "acme", "one");
        if (Directory.Exists(Path.Combine(_plugins.Folder, "ACME")))
        {
            return; // There can be no two here.
        }

        EmittedAssembly.WithAdapter(_plugins.Make("Acme"), "Acme", "two");

        var catalog = _plugins.Discover();
        Assert.Empty(catalog.Found);
        Assert.Equal(["its folder differs from acme in case alone", "its folder differs from Acme in case alone"], catalog.Refused.Select(r => r.Reason.Split(',')[0]));
    }

    /// <summary>The one refusal there is, beside a plugin that is found all the same.</summary>
    private RefusedAdapter Refused(string item, string reason, string folder)
    {
        _plugins.Add(Plugins.Second);
        var catalog = _plugins.Discover();

        Assert.Contains(catalog.Found, f => f.Name == "second");
        var refused = Assert.Single(catalog.Refused);
        Assert.Equal((item, folder), (refused.Item, refused.PluginFolder));
        Assert.StartsWith(reason, refused.Reason, StringComparison.Ordinal);
        return refused;
    }
}
