using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class LoginTests
{
    private static readonly string Empty = """{"data":[]}""";

    [Fact]
    public async Task AStepIsAskedOnceWhatItNeedsIsThereAndATokenThatIsRefusedIsAskedForOnceAgain()
    {
        var (given, good) = (0, "t2");
        await using var api = await FakeApi.StartAsync(a => a.Path switch
        {
            "/first" when a["key"] == "id & id" => Reply.Json("""{"ticket":{"value":4711}}"""),
            "/last" when a["ticket"] == "<4711>" => Reply.Json($$"""{"session":"t{{++given}}"}"""),
            "/applications" when a.Headers["X-Session"] == "S " + good => Reply.Json(Empty),
            _ => Reply.Of(401),
        });
        using var source = Of(With(api));
        await source.ReadAsync();
        await source.ReadAsync();
        Assert.Equal(["/first", "/last", "/applications", "/first", "/last", "/applications", "/applications"], api.Requests.Select(r => r.Path));

        good = "none";
        var fault = await Assert.ThrowsAsync<SourceException>(() => source.ReadAsync());
        Assert.Equal((SourceFault.Unauthorized, 3), (fault.Fault, given));
    }

    [Theory]
    [InlineData(400, "{}", SourceFault.Unauthorized, "Check Authentication:ClientId.")]
    [InlineData(403, "{}", SourceFault.Unauthorized, "Check Authentication:ClientId.")]
    [InlineData(404, "{}", SourceFault.Unreadable, "Check Authentication:Login:ticket:Address.")]
    [InlineData(503, "{}", SourceFault.Unavailable, "")]
    [InlineData(429, "{}", SourceFault.Unavailable, "")]
    [InlineData(200, "<html>", SourceFault.Unreadable, "answered without ticket.value")]
    [InlineData(200, "[]", SourceFault.Unreadable, "answered without ticket.value")]
    [InlineData(200, "7", SourceFault.Unreadable, "answered without ticket.value")]
    [InlineData(200, "", SourceFault.Unreadable, "answered without ticket.value")]
    [InlineData(200, """{"ticket":{"value":""}}""", SourceFault.Unreadable, "answered without ticket.value")]
    [InlineData(200, """{"ticket":{"value":"\ud800"}}""", SourceFault.Unreadable, "answered without ticket.value")]
    public async Task WhereAStepGivesNothingTheMessageSaysWhereToLookAndNoSecret(int status, string body, SourceFault kind, string message)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status, body));
        var fault = await With(api).FaultAsync();
        Assert.Equal(kind, fault.Fault);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("id & id", fault.ToString(), StringComparison.Ordinal);
        Assert.All(api.Requests, a => Assert.Equal("/first", a.Path));
    }

    [Theory]
    [InlineData("https://elsewhere.example/oauth?user=jane", SourceFault.Unreadable, "it answered 307 and leads on to elsewhere.example, which is not followed, because passwords would go there. Check Authentication:Login:token:Address.")]
    [InlineData("/login?again", SourceFault.Unauthorized, "refuses the login (token): it answered 307 and no code.")]
    [InlineData("https://elsewhere.example/?error=access_denied", SourceFault.Unauthorized, "refuses the login (token): it answered 307 and no code.")]
    [InlineData("https://elsewhere.example/?code=", SourceFault.Unreadable, "leads on to elsewhere.example")]
    [InlineData("https://elsewhere.example/?code=a%0Ab", SourceFault.Unreadable, "")]
    [InlineData("urn:jane", SourceFault.Unreadable, "it answered 307. Check")]
    public async Task ARedirectIsReadAndNeverFollowed(string location, SourceFault kind, string message)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(307, "", ("Location", location)));
        var settings = With(api) with { Authentication = With(api).Authentication with { Login = new() { ["token"] = new() { Address = new Uri(api.Address, "first"), Redirect = "code" } } } };
        var fault = await settings.FaultAsync();
        Assert.Equal(kind, fault.Fault);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData("/back?x=1&code=22%3Aa%2Bb+c#code=no", "22:a+b+c")]
    [InlineData("https://elsewhere.example/?code=one&code=two", "one")]
    public async Task TheValueOfARedirectIsDecodedOnce(string location, string token)
    {
        await using var api = await FakeApi.StartAsync(a => a.Path == "/first" ? Reply.Of(302, "", ("Location", location)) : Reply.Json(Empty));
        await (With(api) with { Authentication = With(api).Authentication with { Login = new() { ["token"] = new() { Address = new Uri(api.Address, "first"), Redirect = "code" } } } }).ReadAsync();
        Assert.Equal("S " + token, api.Requests[1].Headers["X-Session"]);
    }

    [Fact]
    public async Task AnAnswerWithoutAnEndIsNotReadToIt()
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Json($$"""{"a":"{{new string('x', 300_000)}}","ticket":{"value":1} }"""));
        Assert.Equal(SourceFault.Unreadable, (await With(api).FaultAsync()).Fault);
    }

    [Fact]
    public async Task ALoginThatHangsEndsWithTheRequestsTime()
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(200) with { Hangs = true });
        // Waits of this clock have passed at once, and so has this one.
        Assert.Equal(SourceFault.Unavailable, (await (With(api) with { Timeout = TimeSpan.FromSeconds(5), Retries = 0 }).FaultAsync()).Fault);
    }

    public static TheoryData<string, AuthenticationSettings> Wrong()
    {
        var step = new LoginStepSettings { Address = new Uri("https://auth.example.com/token"), Take = "t" };
        AuthenticationSettings Of(params (string Name, LoginStepSettings Step)[] steps) => new() { Scheme = AuthenticationScheme.Login, User = "u", Login = steps.ToDictionary(s => s.Name, s => s.Step, StringComparer.OrdinalIgnoreCase) };
        LoginStepSettings Needing(string place) => step with { Form = new() { ["x"] = "a" + place } };
        return new()
        {
            { "Login", Of() },
            { "Login", Of(("code", step)) },
            { "Login", Of(("token", Needing("{code}")), ("code", Needing("{token}"))) },
            { "Login", Of(("token", Needing("{token}"))) },
            { "Login.token", Of(("token", Needing("{nothing}"))) },
            { "Login.token", Of(("token", Needing("{user}"))) },
            { "Login.user", Of(("token", step), ("user", step)) },
            { "Password", Of(("token", Needing("{Password}"))) },
            { "Password", Of(("token", step)) with { Password = "a\nb" } },
            { "Name", Of(("token", step)) with { Name = "ä" } },
        };
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatALoginLacksIsSaidAtItsPath(string place, AuthenticationSettings settings) => Assert.Contains(place, Faults(settings).SelectMany(f => f.MemberNames), StringComparer.Ordinal);

    [Fact]
    public void AStepGoesToAnEncryptedAddressAndTakesOneValue()
    {
        var good = new LoginStepSettings { Address = new Uri("https://auth.example.com/token"), Take = "t" };
        Assert.Empty(Faults(good));
        Assert.Empty(Faults(good with { Address = new Uri("http://localhost/token"), Take = null, Redirect = "code" }));
        Assert.Single(Faults(good with { Address = null }));
        Assert.Single(Faults(good with { Address = new Uri("http://auth.example.com/token") }));
        Assert.Single(Faults(good with { Address = new Uri("https://u:p@auth.example.com/token") }));
        Assert.Single(Faults(good with { Address = new Uri("https://auth.example.com/token?x=1") }));
        Assert.Single(Faults(good with { Take = null }));
        Assert.Single(Faults(good with { Redirect = "code" }));
        Assert.Empty(Faults(new AuthenticationSettings { Scheme = AuthenticationScheme.Login, Token = "of somebody else" }));
    }

    private static RestSettings With(FakeApi api) => For(api) with
    {
        Authentication = new()
        {
            Scheme = AuthenticationScheme.Login, ClientId = "id & id", Name = "X-Session", Prefix = "S ",
            Login = new()
            {
                ["token"] = new() { Address = new Uri(api.Address, "last"), Parameters = new() { ["ticket"] = "<{Ticket}>" }, Take = "session" },
                ["ticket"] = new() { Address = new Uri(api.Address, "first"), Parameters = new() { ["key"] = "{ClientId}" }, Take = "ticket.value" },
            },
        },
    };

    private static List<ValidationResult> Faults(object settings)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        return faults;
    }
}
