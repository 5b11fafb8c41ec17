using System.Text;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class AuthenticationTests
{
    private const string Key = "k3y-that-nobody-may-see";

    private static readonly string Empty = """{"data":[]}""";

    [Theory]
    [InlineData(AuthenticationScheme.Basic, "Authorization", "", "Basic azN5LXRoYXQtbm9ib2R5LW1heS1zZWU6eA==")]
    [InlineData(AuthenticationScheme.Bearer, "Authorization", "", "Bearer " + Key)]
    [InlineData(AuthenticationScheme.Header, "Authorization", "Token token=", "Token token=" + Key)]
    [InlineData(AuthenticationScheme.Header, "X-SmartToken", "", Key)]
    public async Task TheKeyIsShownInItsHeader(AuthenticationScheme scheme, string name, string prefix, string sent)
    {
        await using var api = await FakeApi.StartAsync(_ => Empty);
        await (For(api) with { Authentication = new() { Scheme = scheme, Token = Key, Password = "x", Name = name, Prefix = prefix } }).ReadAsync();
        Assert.Equal(sent, api.Requests[0].Headers[name]);
        Assert.DoesNotContain(Key, api.Requests[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAndPasswordAreSentInUtf8()
    {
        await using var api = await FakeApi.StartAsync(_ => Empty);
        await (For(api) with { Authentication = new() { Scheme = AuthenticationScheme.Basic, User = "jörg", Password = "p:ß" } }).ReadAsync();
        Assert.Equal("jörg:p:ß", Encoding.UTF8.GetString(Convert.FromBase64String(api.Requests[0].Headers["Authorization"]["Basic ".Length..])));
    }

    [Fact]
    public async Task AKeyInTheQueryGoesWithEveryPage()
    {
        await using var api = await FakeApi.StartAsync(a => a["page"] == "1" ? $$"""{"data":[{{Rows(1, 1)}}]}""" : Empty);
        var read = await (For(api) with
        {
            Authentication = new() { Scheme = AuthenticationScheme.Query, Token = "a&b", Name = "apikey" }, Paging = new() { Style = PagingStyle.Page, Parameter = "page" },
        }).ReadAsync();
        Assert.All(api.Requests, a => Assert.Equal("a&b", a["apikey"]));
        Assert.Equal((2, "127.0.0.1/applications"), (api.Requests.Count, read.Records[0].Position.Resource));
    }

    [Fact]
    public async Task ATokenIsFetchedOnceAndKeptUntilShortlyBeforeItExpires()
    {
        var fetched = 0;
        await using var api = await FakeApi.StartAsync(a => a.Path == "/token" ? $$"""{"access_token":"t{{++fetched}}","token_type":"bearer","expires_in":3600}""" : Empty);
        var time = new QuickTime();
        using var source = Of(WithOAuth(api), time);
        await source.ReadAsync();
        await source.ReadAsync();
        time.Advance(TimeSpan.FromMinutes(59) - TimeSpan.FromSeconds(1));
        await source.ReadAsync();
        time.Advance(TimeSpan.FromSeconds(2));
        await source.ReadAsync();
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"], api.Requests.Where(a => a.Path != "/token").Select(a => a.Headers["Authorization"]));
        var fetch = api.Requests[0];
        Assert.Equal("grant_type=client_credentials&scope=harvest%3Aapplications%3Alist", fetch.Body);
        Assert.Equal("id%3A1:s%2Fecret", Encoding.UTF8.GetString(Convert.FromBase64String(fetch.Headers["Authorization"]["Basic ".Length..])));
    }

    [Fact]
    public async Task ATokenThatIsRefusedIsFetchedAnewOnceAndNoOftener()
    {
        var (fetched, good) = (0, "t2");
        await using var api = await FakeApi.StartAsync(a => a.Path == "/token" ? Reply.Json($$"""{"access_token":"t{{++fetched}}"}""")
            : a.Headers["Authorization"] == "Bearer " + good ? Reply.Json(Empty) : Reply.Of(401));
        using var source = Of(WithOAuth(api) with { Authentication = WithOAuth(api).Authentication with { SecretInBody = true } });
        await source.ReadAsync();
        Assert.Equal(2, fetched);
        Assert.Contains("client_secret=s%2Fecret", api.Requests[0].Body, StringComparison.Ordinal);

        good = "none";
        var fault = await Assert.ThrowsAsync<SourceException>(() => source.ReadAsync());
        Assert.Equal((SourceFault.Unauthorized, 3), (fault.Fault, fetched));
    }

    [Theory]
    [InlineData(400, "{}", SourceFault.Unauthorized)]
    [InlineData(401, "{}", SourceFault.Unauthorized)]
    [InlineData(404, "{}", SourceFault.Unreadable)]
    [InlineData(302, "{}", SourceFault.Unreadable)]
    [InlineData(503, "{}", SourceFault.Unavailable)]
    [InlineData(200, "<html>", SourceFault.Unreadable)]
    [InlineData(200, "[]", SourceFault.Unreadable)]
    [InlineData(200, """{"access_token":"a\nb"}""", SourceFault.Unreadable)]
    [InlineData(200, """{"access_token":7}""", SourceFault.Unreadable)]
    public async Task WhereThereIsNoTokenTheMessageSaysWhereToLookAndNoSecret(int status, string body, SourceFault kind)
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/token" ? Reply.Of(status, body) : Reply.Json(Empty));
        var fault = await WithOAuth(api).FaultAsync();
        Assert.Equal(kind, fault.Fault);
        Assert.DoesNotContain("ecret", fault.ToString().Replace("ClientSecret", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(api.Requests, a => Assert.Equal("/token", a.Path));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task WhoIsNotLetInIsToldSoAndNotTheKey(int status)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status, $$"""{"message":"{{Key}} of jane@example.com"}"""));
        foreach (var scheme in new[] { AuthenticationScheme.Basic, AuthenticationScheme.Bearer, AuthenticationScheme.Header, AuthenticationScheme.Query })
        {
            var fault = await (For(api) with { Authentication = new() { Scheme = scheme, Token = Key, Name = "apikey" }, Parameters = new() { ["email"] = "jane@example.com" } }).FaultAsync();
            Assert.Equal(SourceFault.Unauthorized, fault.Fault);
            Assert.Contains($"127.0.0.1/applications does not let us in: it answered {status}", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("jane", fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task ARedirectIsNotFollowedWithTheKey(int status)
    {
        await using var other = await FakeApi.StartAsync(_ => Empty);
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status).With("Location", other.Address + "applications"));
        var fault = await (For(api) with { Authentication = new() { Scheme = AuthenticationScheme.Header, Name = "x-api-key", Token = Key } }).FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains("leads elsewhere", fault.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public void SettingsThatArePrintedShowNoKey()
    {
        var settings = new RestSettings
        {
            Authentication = new() { Token = Key, Password = Key, ClientSecret = Key }, Webhook = new() { Secret = Key, Signature = new() { Header = "S" } },
        };
        Assert.DoesNotContain(Key, $"{settings} {settings.Authentication} {settings.Webhook}", StringComparison.Ordinal);
    }

    private static RestSettings WithOAuth(FakeApi api) => For(api) with
    {
        Authentication = new() { Scheme = AuthenticationScheme.OAuth2, FetchFrom = new Uri(api.Address, "token"), ClientId = "id:1", ClientSecret = "s/ecret", Scope = "harvest:applications:list" },
    };
}
