using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Http;

/// <summary>The HTTP client that the adapters of sources are given. Like that of a sink it repeats nothing: what is worth a second try, the adapter knows.</summary>
internal static class SourceHttpClients
{
    internal const string Name = "sources";

    internal static void AddSourceHttpClients(this IServiceCollection services) =>
        services.AddHttpClient(Name)
            // Addresses of an ATS may hold a key, and the person that was asked for.
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                // A key in a header of its own would follow a redirect to another host.
                handler.AllowAutoRedirect = false;
                // Sources share this: who has logged in for one of them would be known to the vendor in another.
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = TimeSpan.FromSeconds(10);
            });
}
