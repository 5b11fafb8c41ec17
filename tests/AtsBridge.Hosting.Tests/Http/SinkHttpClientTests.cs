using System.Net;
using System.Net.Http.Json;
using AtsBridge.Delivery;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Http;
using AtsBridge.Hosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace AtsBridge.Hosting.Tests.Http;

public sealed class SinkHttpClientTests : IDisposable
{
    private readonly HttpListener _server = new();
    private readonly Uri _address;
    private readonly List<string?> _cookies = [];
    private int _requests;

    public SinkHttpClientTests()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        _address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        probe.Stop();
        _server.Prefixes.Add(_address.ToString());
        _server.Start();
    }

    [Fact]
    public async Task NothingIsRetriedAlsoNotARead()
    {
        var serving = ServeAsync(500, times: 2);
        using var client = Client(TimeSpan.FromSeconds(20));

        await client.PostAsJsonAsync(_address, new { }, TestContext.Current.CancellationToken);
        await client.GetAsync(_address, TestContext.Current.CancellationToken);
        await serving;

        Assert.Equal(2, _requests);
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        var serving = ServeAsync(308, times: 1);
        using var client = Client(TimeSpan.FromSeconds(20));

        var answer = await client.PostAsJsonAsync(_address, new { }, TestContext.Current.CancellationToken);
        await serving;

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task NorDoesTheClientOfASourceWhichLogsNoAddressEither()
    {
        var serving = ServeAsync(308, times: 1);
        var logger = Substitute.For<ILogger>();
        logger.IsEnabled(default).ReturnsForAnyArgs(true);
        using var provider = Substitute.For<ILoggerProvider>();
        provider.CreateLogger(default!).ReturnsForAnyArgs(logger);
        var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(provider));
        services.AddSourceHttpClients();
        await using var built = services.BuildServiceProvider();
        using var client = built.GetRequiredService<IHttpClientFactory>().CreateClient(SourceHttpClients.Name);

        var answer = await client.GetAsync(new Uri(_address, "people/ada"), TestContext.Current.CancellationToken);
        await serving;

        Assert.Equal((HttpStatusCode.PermanentRedirect, 1), (answer.StatusCode, _requests));
        Assert.DoesNotContain(logger.ReceivedCalls(), c => string.Join(' ', c.GetArguments()).Contains("ada", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASourceKeepsNoCookieOfAnother()
    {
        var serving = ServeAsync(200, times: 2);
        var services = new ServiceCollection().AddLogging();
        services.AddSourceHttpClients();
        await using var built = services.BuildServiceProvider();

        foreach (var _ in new[] { "one source", "another" })
        {
            using var client = built.GetRequiredService<IHttpClientFactory>().CreateClient(SourceHttpClients.Name);
            await client.GetAsync(_address, TestContext.Current.CancellationToken);
        }

        await serving;

        Assert.Equal([null, null], _cookies);
    }

    [Fact]
    public async Task AnOpenBreakerSaysThatNothingWasSent()
    {
        var serving = ServeAsync(503, times: 10);
        using var client = Client(TimeSpan.FromSeconds(20));
        for (var i = 0; i < 10; i++)
        {
            await client.GetAsync(_address, TestContext.Current.CancellationToken);
        }

        await serving;
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(_address, TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.Equal(10, _requests);
    }

    public void Dispose() => _server.Close();

    private static HttpClient Client(TimeSpan timeout)
    {
        var sink = new SinkConfiguration
        {
            Name = "gather",
            Adapter = Example.Catalog.Find(AdapterKind.Sink, "gather")!,
            Delivery = new DeliveryPolicy { AttemptTimeout = timeout },
        };
        var services = new ServiceCollection().AddLogging();
        services.AddSinkHttpClients([sink]);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(SinkHttpClients.NameOf("gather"));
    }

    private async Task ServeAsync(int status, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var context = await _server.GetContextAsync();
            _requests++;
            _cookies.Add(context.Request.Headers["Cookie"]);
            context.Response.StatusCode = status;
            context.Response.Headers["Set-Cookie"] = "session=s; Path=/";
            context.Response.RedirectLocation = status == 308 ? _address + "elsewhere" : null;
            context.Response.Close();
        }
    }
}
