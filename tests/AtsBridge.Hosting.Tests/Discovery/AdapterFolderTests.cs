using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Discovery;

public sealed class AdapterFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atsbridge-discovery-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AnAssemblyDroppedIntoTheFolderIsFoundByItsName()
    {
        EmittedAssembly.WithAdapter(_folder.FullName, "AtsBridge.Adapters.Dropped", "dropped");
        EmittedAssembly.WithAdapter(_folder.FullName, "Acme.Other", "other");

        var found = Assert.Single(Discover().Found);
        Assert.Equal(("dropped", AdapterKind.Source, "AtsBridge.Adapters.Dropped", "2.1.0.0", null),
            (found.Name, found.Kind, found.AssemblyName, found.Version, found.SettingsType));
    }

    [Fact]
    public void AClassThatCannotBeLoadedIsReportedAndTheOthersOfItsAssemblyAreFound()
    {
        EmittedAssembly.WithMissingBase(_folder.FullName, "AtsBridge.Adapters.HalfLost", "halflost");

        var catalog = Discover();

        Assert.Equal("halflost", Assert.Single(catalog.Found).Name);
        var refused = Assert.Single(catalog.Refused);
        Assert.Equal("AtsBridge.Adapters.HalfLost", refused.AssemblyName);
        Assert.Contains("Somebody.Elses.Library", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoAssemblyIsRefusedByName()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "AtsBridge.Adapters.Torn.dll"), "not an assembly");
        File.WriteAllText(Path.Combine(_folder.FullName, "Somebody.Elses.dll"), "not ours");

        var refused = Assert.Single(Discover().Refused);
        Assert.Equal("AtsBridge.Adapters.Torn.dll", refused.Item);
        Assert.Contains("can't be loaded", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdapterOfAFileThatDidNotLoadIsAnsweredWithTheReason()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "AtsBridge.Adapters.Xlsx.dll"), "not an assembly");
        var catalog = AdapterCatalog.Discover(new AdapterScan { Directory = _folder.FullName }.AddAdapter<FakeGatherSink>());

        var problem = Example.Read(b => b.Source()["Adapter"] = "xlsx", catalog).Problems[0];

        Assert.Contains("Refused: AtsBridge.Adapters.Xlsx.dll", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatDoesNotExistHoldsNoAdapters()
    {
        var catalog = AdapterCatalog.Discover(new AdapterScan { Directory = Path.Combine(_folder.FullName, "absent") });

        Assert.Empty(catalog.Found);
        Assert.Empty(catalog.Refused);
    }

    private AdapterCatalog Discover() => AdapterCatalog.Discover(new AdapterScan { Directory = _folder.FullName });
}
