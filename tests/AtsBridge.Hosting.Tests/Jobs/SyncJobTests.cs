using System.Diagnostics.Metrics;
using AtsBridge.Hosting.Jobs;
using AtsBridge.Routing;
using AtsBridge.Sync;
using AtsBridge.Told;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Quartz;

namespace AtsBridge.Hosting.Tests.Jobs;

public sealed class SyncJobTests
{
    [Fact]
    public async Task AFaultThatNobodyForesawIsLoggedWithoutItsMessage()
    {
        var store = Substitute.For<ISyncStore>();
        store.OpenAsync(default!, default, TestContext.Current.CancellationToken).ThrowsAsyncForAnyArgs(new FormatException("'ada@example.com' is no number"));
        var told = Substitute.For<IToldStore>();
        told.WaitingAsync(default!, default, TestContext.Current.CancellationToken).ReturnsForAnyArgs([]);
        var context = Substitute.For<IJobExecutionContext>();
        context.MergedJobDataMap.Returns(new JobDataMap { [SyncJob.SourceKey] = "acme" });
        var log = new Lines();
        var source = new ConfiguredSource { Name = "acme", Reader = Substitute.For<ICandidateSource>() };
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var job = new SyncJob(new([source]), new([]), new(store, new RouteTable([]), TimeProvider.System), new(store, told, new RouteTable([]), TimeProvider.System), new(meters), log);

        await job.Execute(context, TestContext.Current.CancellationToken);

        var line = Assert.Single(log.Written);
        Assert.Contains("acme", line, StringComparison.Ordinal);
        Assert.Contains(nameof(FormatException), line, StringComparison.Ordinal);
        Assert.Contains(nameof(SourceSync), line, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", line, StringComparison.Ordinal);
    }

    private sealed class Lines : ILogger<SyncJob>
    {
        internal List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add($"{formatter(state, exception)} {exception}");
    }
}
