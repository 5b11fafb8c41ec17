using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AtsBridge.Hosting.Tests.Composition;

public sealed class AddAtsBridgeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-hosting-").FullName;

    [Fact]
    public async Task EverySourceWithAScheduleAndEverySinkHasItsJobs()
    {
        await using var services = Services().BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);

        var jobs = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), TestContext.Current.CancellationToken);

        Assert.Equal(["deliver.gather", "inbox.gather", "remind.all", "status.gather", "sync.acme"], jobs.Select(j => $"{j.Group}.{j.Name}").Order(StringComparer.Ordinal));
        var triggers = await scheduler.GetTriggersOfJob(new JobKey("acme", "sync"), TestContext.Current.CancellationToken);
        Assert.Equal(["catch-up", "sync"], triggers.Select(t => t.Key.Group).Order(StringComparer.Ordinal));
        Assert.Equal("0 0/5 * * * ?", triggers.OfType<ICronTrigger>().Single().CronExpressionString);
        Assert.Equal(TimeZoneInfo.Utc, triggers.OfType<ICronTrigger>().Single().TimeZone);
    }

    [Fact]
    public async Task AdaptersGetTheirSettingsAndTheirContext()
    {
        await using var services = Services().BuildServiceProvider();

        var source = services.GetRequiredService<ConfiguredSources>().Find("ACME")!;

        Assert.Equal("exports/*.csv", Assert.IsType<FakeCsvSource>(source.Reader).Settings.Path);
        Assert.NotNull(services.GetRequiredService<ConfiguredSinks>().Find("gather"));
    }

    /// <summary>As in a single-file publish: no adapter lies beside the executable.</summary>
    [Fact]
    public async Task AdaptersThatAreNamedInCodeNeedNoFilesAndPluginsAreFoundBesideThem()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "no adapters here");
        await using var services = new ServiceCollection().AddLogging()
            .AddAtsBridge(Configuration(("AtsBridge:Plugins", Path.Combine(AppContext.BaseDirectory, "plugins"))), options =>
            {
                options.BaseDirectory = _folder;
                options.Adapters = new AdapterScan { Directory = _folder };
                options.Adapters.AddAdapter<FakeCsvSource>().AddAdapter<FakeGatherSink>();
            })
            .BuildServiceProvider();

        Assert.IsType<FakeCsvSource>(services.GetRequiredService<ConfiguredSources>().Find("acme")!.Reader);
        Assert.Equal(["csv", "first", "native", "second", "stumbling", "unsettled", "gather", "stumbling"], services.GetRequiredService<AdapterCatalog>().Found.Select(f => f.Name));
    }

    [Fact]
    public void AConfigurationWithErrorsRegistersNothingAndSaysAllOfThem()
    {
        var configuration = Configuration(("AtsBridge:Routes:0:Sink", "nowhere"), ("AtsBridge:Sources:acme:Schedule", "every day"));

        var thrown = Assert.Throws<InvalidConfigurationException>(() => new ServiceCollection().AddAtsBridge(configuration, Choose));

        Assert.Equal(2, thrown.Problems.Count(p => p.Severity == Hosting.Configuration.ProblemSeverity.Error));
        Assert.Contains("AtsBridge:Routes:0:Sink", thrown.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IServiceCollection Services() => new ServiceCollection().AddLogging().AddAtsBridge(Configuration(), Choose);

    private void Choose(AtsBridgeOptions options)
    {
        options.BaseDirectory = _folder;
        options.StoreAccess = StoreAccess.Host;
        options.Adapters = new AdapterScan { Directory = null }.AddAdapter<FakeCsvSource>().AddAdapter<FakeGatherSink>();
    }

    private static IConfiguration Configuration(params (string Key, string? Value)[] changes) =>
        new ConfigurationBuilder().AddStream(Example.Json)
            .AddInMemoryCollection(Example.Environment)
            .AddInMemoryCollection(changes.Select(c => KeyValuePair.Create(c.Key, c.Value)))
            .Build();
}
