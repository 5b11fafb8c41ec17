using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class BullhornLoginTests
{
    private static readonly string Five = string.Join('\n', Enumerable.Range(1, 5).Select(i => $$"""{"id":{{i}},"status":"Interview","dateLastModified":1795426200000,"candidate":{"id":7},"jobOrder":{"id":3} }"""));

    [Fact]
    public async Task UserAndPasswordBecomeASessionThatIsKept()
    {
        var fake = await FakeBullhorn.StartAsync(Five);
        await using var api = fake.Api;
        using var source = fake.Open();
        Assert.Equal(["1", "2", "3", "4", "5"], (await source.ReadAsync()).Ids);
        Assert.Equal(5, (await source.ReadAsync()).Records.Count);
        Assert.Equal((1, 3), (fake.Sessions, api.Requests.Count(r => !r.Path.EndsWith("JobSubmission", StringComparison.Ordinal))));
        Assert.Equal(["POST", "POST", "GET"], api.Requests.Take(3).Select(r => r.Method));
        // What stands in addresses is read along the way.
        Assert.All(api.Requests, r => Assert.DoesNotMatch("(?i)rd|s%2f1|api.user", r.Target.Replace("orderBy", "", StringComparison.Ordinal).Replace("jobOrder", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ASessionThatEndsInTheMiddleOfAWalkIsOpenedAgainAndNothingIsLost()
    {
        var fake = await FakeBullhorn.StartAsync(Five);
        await using var api = fake.Api;
        fake.LivesFor = 2;
        using var source = fake.Open();
        Assert.Equal(["1", "2", "3", "4", "5"], (await source.ReadAsync()).Ids);
        Assert.Equal(2, fake.Sessions);
    }

    [Fact]
    public async Task ReadsSideBySideLogInOnce()
    {
        var fake = await FakeBullhorn.StartAsync(Five);
        await using var api = fake.Api;
        using var source = fake.Open();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => source.ReadAsync()));
        Assert.Equal(1, fake.Sessions);
    }

    [Theory]
    [InlineData("p&ss wörd", "wrong", "refuses the login (code): it answered 200 and no code. Check Authentication:ClientId, Authentication:Password, Authentication:User,")]
    [InlineData("c-1", "c-2", "refuses the login (code): it answered 400 and no code. Check Authentication:ClientId,")]
    [InlineData("s/1", "s/2", "refuses the login (access_token): it answered 400. Check Authentication:ClientId, Authentication:ClientSecret.")]
    public async Task WhatIsWrongIsNamedAndNotShownAndNotTriedAgainForAWhile(string right, string wrong, string message)
    {
        var fake = await FakeBullhorn.StartAsync(Five);
        await using var api = fake.Api;
        using var source = fake.Open(o => o.Replace(right, wrong));
        var fault = await Assert.ThrowsAsync<SourceException>(() => source.ReadAsync());
        Assert.Equal(SourceFault.Unauthorized, fault.Fault);
        Assert.Contains("127.0.0.1 " + message, fault.Message, StringComparison.Ordinal);
        foreach (var secret in new[] { wrong, "api.user", "p&ss", "c-1", "s/1", "22:" })
        {
            Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal);
        }

        var asked = api.Requests.Count;
        Assert.Contains("not tried again before 12:15 UTC", (await Assert.ThrowsAsync<SourceException>(() => source.ReadAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(asked, api.Requests.Count);

        fake.Password = right == "p&ss wörd" ? wrong : fake.Password;
        source.Time.Advance(TimeSpan.FromMinutes(16));
        if (right == "p&ss wörd")
        {
            Assert.Equal(5, (await source.ReadAsync()).Records.Count);
        }
        else
        {
            await Assert.ThrowsAsync<SourceException>(() => source.ReadAsync());
            Assert.True(api.Requests.Count > asked);
        }
    }

    [Theory]
    [InlineData("https://rest42.bullhornstaffing.com/rest-services/xyz/?key=k", "names https://rest42.bullhornstaffing.com/rest-services/xyz/ as the API's address, and BaseUrl is http://127.0.0.1")]
    [InlineData("http://rest42.bullhornstaffing.com/rest-services/abc/", "names something that is no https address as the API's address")]
    public async Task AnotherAddressThanBaseUrlIsSaidAndNothingGoesThere(string restUrl, string message)
    {
        var fake = await FakeBullhorn.StartAsync(Five);
        await using var api = fake.Api;
        fake.RestUrl = restUrl;
        using var source = fake.Open();
        var fault = await Assert.ThrowsAsync<SourceException>(() => source.Source.CheckAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("session-1", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, api.Requests.Count);
    }

    [Fact]
    public void ATokenOfSomebodyElseNeedsNoLogin()
    {
        using var source = VendorSource.Open("bullhorn", api: null);
        Assert.False(source.Settings.Authentication.FetchesTokens);
    }
}
