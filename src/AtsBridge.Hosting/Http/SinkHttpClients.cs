using AtsBridge.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace AtsBridge.Hosting.Http;

/// <summary>
/// The HTTP client of each sink. No retries at all: a POST must not be repeated blindly, and every request needs a permit of the
/// rate budget, which only the ledger can give. What remains for the handler is patience and a breaker.
/// </summary>
internal static class SinkHttpClients
{
    internal static string NameOf(string sink) => $"sink:{sink}";

    internal static void AddSinkHttpClients(this IServiceCollection services, IReadOnlyList<SinkConfiguration> sinks)
    {
        services.AddTransient<BrokenCircuitHandler>();
        foreach (var sink in sinks)
        {
            var client = services.AddHttpClient(NameOf(sink.Name), http => http.Timeout = Timeout.InfiniteTimeSpan)
                // The addresses of look-ups hold e-mail addresses.
                .RemoveAllLoggers()
                // The sink keeps its client for months; the connections below it are renewed instead.
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .UseSocketsHttpHandler((handler, _) =>
                {
                    // A key in a header of its own and the body of a POST would follow a redirect to another host.
                    handler.AllowAutoRedirect = false;
                    handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                    handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                    handler.MaxConnectionsPerServer = Math.Max(4, sink.Delivery.Concurrency + 2);
                })
                .AddHttpMessageHandler<BrokenCircuitHandler>();
            client.AddResilienceHandler("patience", pipeline => pipeline
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.8,
                    MinimumThroughput = 10,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(15),
                })
                .AddTimeout(sink.Delivery.AttemptTimeout));
        }
    }
}
