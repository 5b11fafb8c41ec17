using System.Net;
using AtsBridge.Chaos.Processes;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Tests;

/// <summary>The wire between host and sandbox.</summary>
public sealed class RelayTests
{
    [Fact]
    public async Task ItCarriesRefusesWhileItIsDownAndCarriesAgainAtTheSameAddress()
    {
        await using var sandbox = await GatherSandbox.StartAsync(new GatherSandboxOptions(), TimeProvider.System, TestContext.Current.CancellationToken);
        await using var relay = new Relay(sandbox.BaseAddress);
        var address = relay.Address;
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http));

        relay.GoDown();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(http));
        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);

        relay.ComeBack();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http));
        Assert.Equal((address, 2L, 2), (relay.Address, relay.Requests, sandbox.Requests.Count));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/qsi/gather/interviews", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
