using AtsBridge.Hosting.Jobs;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Tests.Jobs;

public sealed class StopLogTests
{
    [Fact]
    public void AStopIsSaidOnceAndASecondStopAgain()
    {
        var lines = new Lines();
        var log = new StopLog(lines);

        log.Tell("gather", null);
        log.Tell("gather", "The key was refused (request 1).");
        log.Tell("gather", "The key was refused (request 2).");
        log.Tell("other", "The key was refused.");
        Assert.Equal(["gather", "other"], lines.Written.Select(l => l.Split(' ')[2]));
        Assert.Equal("The sink gather is stopped. The key was refused (request 1). Nothing is lost meanwhile: change its key and restart the host", lines.Written[0]);

        log.Tell("gather", null);
        log.Tell("gather", "The key was refused.");
        Assert.Equal(3, lines.Written.Count);
    }

    private sealed class Lines : ILogger<StopLog>
    {
        internal List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
