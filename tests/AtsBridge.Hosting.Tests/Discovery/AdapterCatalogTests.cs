using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Discovery;

public sealed class AdapterCatalogTests
{
    [Fact]
    public void AnAddedAdapterIsFoundWithItsSettingsAndVersion()
    {
        var found = Assert.Single(Discover(typeof(FakeCsvSource)).Found);

        Assert.Equal(("csv", AdapterKind.Source, typeof(FakeCsvSource), typeof(FakeCsvSettings), "AtsBridge.Hosting.Tests", "0.1.0"),
            (found.Name, found.Kind, found.Type, found.SettingsType, found.AssemblyName, found.Version));
    }

    [Theory]
    [InlineData(typeof(Broken.AbstractSource), "abstract", "it is abstract")]
    [InlineData(typeof(Broken.GenericSource<>), "generic", "it is generic")]
    [InlineData(typeof(Broken.Both), "both", "it implements ICandidateSource and IInviteSink")]
    [InlineData(typeof(Broken.Neither), "neither", "it implements neither")]
    [InlineData(typeof(Broken.Hidden), "hidden", "it is not public")]
    [InlineData(typeof(Broken.Unbuildable), "unbuildable", "it has no public constructor")]
    [InlineData(typeof(Broken.WithPositionalSettings), "positional", "its settings type Positional has no public constructor without parameters")]
    [InlineData(typeof(Broken.BadName), "Two Words", "its name 'Two Words' can't stand in a configuration")]
    [InlineData(typeof(Broken.Unmarked), null, "it has no [Adapter] attribute")]
    public void WhatCannotBeUsedIsRefusedWithTheReason(Type type, string? name, string reason)
    {
        var catalog = Discover(type);

        Assert.Empty(catalog.Found);
        var refused = Assert.Single(catalog.Refused);
        Assert.Equal((type.FullName, "AtsBridge.Hosting.Tests", name), (refused.Item, refused.AssemblyName, refused.Name));
        Assert.StartsWith(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void OfTwoWithOneNameNoneIsUsedAndEachNamesTheOther()
    {
        var catalog = Discover(typeof(Broken.FirstTwin), typeof(Broken.SecondTwin));

        Assert.Empty(catalog.Found);
        Assert.Contains(catalog.Refused, r => r.Item.EndsWith("FirstTwin", StringComparison.Ordinal) && r.Reason.Contains("SecondTwin in AtsBridge.Hosting.Tests", StringComparison.Ordinal));
        Assert.Contains(catalog.Refused, r => r.Item.EndsWith("SecondTwin", StringComparison.Ordinal) && r.Reason.Contains("FirstTwin", StringComparison.Ordinal));
    }

    [Fact]
    public void ScanningAnAssemblyFindsTheGoodOnesAndRefusesTheOthers()
    {
        var catalog = AdapterCatalog.Discover(new AdapterScan { Directory = null }.AddAssembly(typeof(Broken).Assembly).AddAdapter<FakeCsvSource>());

        Assert.Equal("Source csv, Source demanding, Source plain, Source stumbling, Sink gather, Sink withdrawing", string.Join(", ", catalog.Found.Select(f => $"{f.Kind} {f.Name}")));
        Assert.Equal(10, catalog.Refused.Count);
    }

    [Fact]
    public void NamesAreFoundInAnyCaseAndPerKind()
    {
        Assert.NotNull(Example.Catalog.Find(AdapterKind.Source, "CSV"));
        Assert.Null(Example.Catalog.Find(AdapterKind.Sink, "csv"));
    }

    private static AdapterCatalog Discover(params Type[] types)
    {
        var scan = new AdapterScan { Directory = null };
        return AdapterCatalog.Discover(types.Aggregate(scan, (s, type) => s.AddAdapter(type)));
    }
}
