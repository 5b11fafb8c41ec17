using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class SettingsTests
{
    private static readonly RestSettings Good = new() { BaseUrl = new Uri("https://api.example.com/v1"), Path = "applications", Fields = new() { ApplicationId = "id", Stage = "stage" } };

    public static TheoryData<string, RestSettings> Wrong() => new()
    {
        { "BaseUrl", Good with { BaseUrl = new Uri("http://api.example.com") } },
        { "BaseUrl", Good with { BaseUrl = new Uri("https://user:pw@api.example.com") } },
        { "BaseUrl", Good with { BaseUrl = new Uri("https://api.example.com/?key=x") } },
        { "BaseUrl", Good with { BaseUrl = new Uri("applications", UriKind.Relative) } },
        { "Path", Good with { Path = "https://evil.example/" } },
        { "Path", Good with { Path = "a/../../b" } },
        { "Path", Good with { Path = "a?b=c" } },
        { "Headers", Good with { Headers = new() { ["X Bad"] = "1" } } },
        { "Headers", Good with { Headers = new() { ["X-Bad"] = "1\r\nHost: evil" } } },
        { "Body", Good with { Method = CallMethod.Post, Body = "[1]" } },
        { "Body", Good with { Method = CallMethod.Post, Body = "{" } },
        { "Records", Good with { Records = "data[0]" } },
        { "Each.0", Good with { Each = ["a..b"] } },
        { "Fields", Good with { Fields = new FieldMap() } },
        { "Fields.Stage", Good with { Fields = new() { ApplicationId = "id", Stage = "a[" } } },
        { "Fields.Stage", Good with { Fields = new() { ApplicationId = "id", Stage = "@stage.name" } } },
        { "Fields.Stage", Good with { Fields = new() { ApplicationId = "id", Stage = "^.name" } } },
        { "Fields.Attributes.X", Good with { Fields = new() { ApplicationId = "id", Stage = "s", Attributes = new() { ["X"] = "@y.z" } } } },
        { "Fields.UpdatedAt", Good with { Since = new() { Parameter = "since" } } },
        { "Paging.Next", Good with { Paging = new() { Style = PagingStyle.Cursor, Next = "a b[", Parameter = "x" } } },
        { "Answer.Error", Good with { Answer = new() { Error = "[" } } },
        { "Lookups.x.By", Good with { Lookups = new() { ["x"] = new() { Path = "xs", By = "@y.id" } } } },
        { "Lookups.x.Path", Good with { Lookups = new() { ["x"] = new() { Path = "xs/{^.id}" } } } },
        { "Lookups.a.b", Good with { Lookups = new() { ["a.b"] = new() { Path = "xs", By = "id" } } } },
        { "Lookups", Good with { Lookups = new() { ["a"] = new() { Path = "xs", By = "@b.id" }, ["b"] = new() { Path = "xs", By = "@a.id" } } } },
        { "Webhook.Event", Good with { Webhook = new() { Signature = new() { Header = "S" }, Event = "a[" } } },
        { "Webhook.Signature.Over", Good with { Webhook = new() { Signature = new() { Header = "S", Over = "{a[}" } } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatCannotBeMeantIsRefusedAtItsPath(string place, RestSettings settings) =>
        Assert.Contains(place, Faults(settings).SelectMany(f => f.MemberNames), StringComparer.Ordinal);

    [Fact]
    public void WhatIsGoodIsTaken()
    {
        Assert.Empty(Faults(Good));
        Assert.Empty(Faults(Good with { BaseUrl = new Uri("http://localhost:8080") }));
    }

    [Fact]
    public void PartsRefuseWhatTheyCannotDoWithout()
    {
        Assert.Single(Faults(new PagingSettings { Style = PagingStyle.NextUrl }));
        Assert.Equal(2, Faults(new PagingSettings { Style = PagingStyle.Cursor }).Count);
        Assert.Single(Faults(new PagingSettings { Style = PagingStyle.Offset }));
        Assert.Equal(3, Faults(new AuthenticationSettings { Scheme = AuthenticationScheme.OAuth2 }).Count);
        Assert.Single(Faults(new AuthenticationSettings { Scheme = AuthenticationScheme.OAuth2, FetchFrom = new Uri("http://auth.example.com"), ClientId = "a", ClientSecret = "b" }));
        Assert.Single(Faults(new AuthenticationSettings { Scheme = AuthenticationScheme.Bearer }));
        Assert.Single(Faults(new AuthenticationSettings { Scheme = AuthenticationScheme.Header, Token = "abc\n" }));
        Assert.Empty(Faults(new AuthenticationSettings { Scheme = AuthenticationScheme.Basic, Token = "a" }));
        Assert.Single(Faults(new ApplicationSettings { Path = "applications" }));
        Assert.Equal(2, Faults(new LookupSettings()).Count);
        Assert.Single(Faults(new SignatureSettings()));
        Assert.Single(Faults(new SinceSettings { Style = SinceStyle.Token, Parameter = "t" }));
    }

    private static List<ValidationResult> Faults(object settings)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        return faults;
    }
}
