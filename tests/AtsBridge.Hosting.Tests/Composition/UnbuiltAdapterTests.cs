using System.Text;
using System.Text.Json.Nodes;
using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Tests.Composition;

/// <summary>Adapters that were found and can't be made.</summary>
public sealed class UnbuiltAdapterTests : IDisposable
{
    private readonly Plugins _plugins = new();

    public void Dispose() => _plugins.Dispose();

    [Fact]
    public async Task ASourceThatCannotBeBuiltFailsAtItsRunsAndTheOthersAreBuilt()
    {
        var folder = _plugins.Add(Plugins.First);
        await using var services = Services("stumbling", new JsonObject());
        var sources = services.GetRequiredService<ConfiguredSources>();

        Assert.IsType<FakeCsvSource>(sources.Find("other")!.Reader);
        var problem = Assert.Single(sources.Unbuilt);
        Assert.Equal("AtsBridge:Sources:acme", problem.Path);
        Assert.Equal($"AtsBridge.Adapters.First.StumblingSource in AtsBridge.Adapters.First 1.2.3 of the plugin {folder} can't be made: "
            + "it threw InvalidOperationException. Tell the adapter's author.", problem.Message);
        var reader = sources.Find("acme")!.Reader;
        Assert.Equal(problem.Message, Assert.Throws<SourceException>(() => reader.ReadAsync(new ReadRequest(Since: null), TestContext.Current.CancellationToken)).Message);
        Assert.Equal(problem.Message, (await Assert.ThrowsAsync<SourceException>(() => ((IConnectionCheck)reader).CheckAsync(TestContext.Current.CancellationToken))).Message);
    }

    [Theory]
    [InlineData("missing", "Could not load file or assembly 'Greeting, Version=1.0.0.0")]
    [InlineData("newer", "Method not found: 'System.String Greeting.Words.Hello")]
    public async Task WhatItLacksIsNamedWithTheCure(string library, string reason)
    {
        var own = Path.Combine(_plugins.Add(Plugins.First), "Greeting.dll");
        File.Delete(own);
        if (library == "newer")
        {
            File.Copy(Path.Combine(Plugins.BuiltFolder(Plugins.Second), "Greeting.dll"), own);
        }

        await using var services = Services("first", new JsonObject { ["ApplicationId"] = "F-1" });

        var message = Assert.Single(services.GetRequiredService<ConfiguredSources>().Unbuilt).Message;
        Assert.Contains($"can't be made: {reason}", message, StringComparison.Ordinal);
        Assert.EndsWith("Put what is missing beside it, or rebuild it against this version.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AConstructorThatNobodyCanServeIsNamedWithWhatItMayTake()
    {
        await using var services = Services("demanding", new JsonObject());

        var message = Assert.Single(services.GetRequiredService<ConfiguredSources>().Unbuilt).Message;

        Assert.Contains("Unable to resolve service for type 'System.Text.StringBuilder'", message, StringComparison.Ordinal);
        Assert.EndsWith("A constructor may take the adapter's settings, AdapterContext, HttpClient, TimeProvider and ILogger<T>.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASinkThatCannotBeBuiltStopsEverythingWithItsPlace()
    {
        _plugins.Add(Plugins.First);
        await using var services = Services("csv", new JsonObject { ["Path"] = "x.csv" }, sink: "stumbling");

        var thrown = Assert.Throws<InvalidConfigurationException>(services.GetRequiredService<ConfiguredSinks>);

        var problem = Assert.Single(thrown.Problems);
        Assert.Equal("AtsBridge:Sinks:gather", problem.Path);
        Assert.Contains("AtsBridge.Adapters.First.StumblingSink in AtsBridge.Adapters.First 1.2.3", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("qapi_hidden", thrown.ToString(), StringComparison.Ordinal);
    }

    private ServiceProvider Services(string adapter, JsonObject options, string sink = "gather")
    {
        var tree = Example.Tree();
        var bridge = tree["AtsBridge"]!.AsObject();
        bridge["Plugins"] = _plugins.Folder;
        bridge["Sources"]!["other"] = bridge.Source().DeepClone();
        bridge.Source()["Adapter"] = adapter;
        bridge.Source()["Options"] = options;
        bridge.Sink()["Adapter"] = sink;
        if (sink != "gather")
        {
            bridge.Sink().Remove("Options");
        }

        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(tree.ToJsonString())))
            .AddInMemoryCollection(sink == "gather" ? Example.Environment : []).Build();
        return new ServiceCollection().AddLogging().AddAtsBridge(configuration, o =>
        {
            o.BaseDirectory = _plugins.Folder;
            o.Adapters = new AdapterScan { Directory = null }.AddAdapter<FakeCsvSource>().AddAdapter<FakeGatherSink>().AddAdapter<DemandingSource>();
        }).BuildServiceProvider();
    }
}
