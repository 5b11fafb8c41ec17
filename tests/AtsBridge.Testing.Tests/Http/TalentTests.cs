using System.Net;
using Example.Talent;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>What the template's source does beyond the suite; whoever makes an adapter of it begins with this.</summary>
public sealed class TalentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARejectedRecordKeepsItsKey()
    {
        var page = await FirstAsync("""{"applications":[{"application_id":"A-1","stage":["one"]},{"application_id":{},"stage":"one"},{"application_id":"A-3"}]}""");

        Assert.Equal(["A-1", null], page.Rejected.Select(r => r.Key));
        Assert.Equal(["A-3"], page.Records.Select(r => r.ApplicationId));
    }

    [Theory]
    [InlineData("https://ats.example.test/api/v2")]
    [InlineData("https://ats.example.test/api/v2/")]
    public async Task AnAddressKeepsItsLastPart(string address)
    {
        var asked = new List<string>();

        await FirstAsync("""{"applications":[]}""", address, asked: asked);

        Assert.Equal(["/api/v2/applications"], asked);
    }

    [Fact]
    public async Task ChangesAreNotGivenForAFullSet()
    {
        var asked = new List<string>();

        var fault = await Assert.ThrowsAsync<SourceException>(() => FirstAsync("""{"applications":[]}""", full: true, asked: asked));

        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains("""Set "Contents": "Changes" for this source""", fault.Message, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    private static async Task<SourcePage> FirstAsync(string body, string address = "https://ats.example.test/api/", bool full = false, List<string>? asked = null)
    {
        using var http = new HttpClient(new Fixed(body, asked ?? []));
        var source = new TalentSource(new TalentSettings { BaseUrl = new Uri(address), ApiKey = "k" }, new AdapterContext("talent", "/"), http);
        return await source.ReadAsync(new ReadRequest(null, null) { FullSets = full }, Token).FirstAsync(Token);
    }

    private sealed class Fixed(string body, List<string> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!.AbsolutePath);
            return Task.FromResult(SampleFeed.Text(body, HttpStatusCode.OK));
        }
    }
}
