using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Configuration.Profiles;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class EveryProfileTests
{
    private static readonly string[] Names = ["apideck", "ashby", "bamboohr", "bullhorn", "greenhouse", "huntflow", "lever", "merge", "recruitee", "smartrecruiters", "talentnest", "teamtailor", "workable"];

    public static TheoryData<string> All() => new(Names);

    [Fact]
    public void ThereIsOneForEachVendor() => Assert.Equal(Names, ProfileLibrary.NamesOf(VendorSource.Adapter));

    [Theory]
    [MemberData(nameof(All))]
    public void WhatOnlyTheCustomerKnowsIsAllThatIsMissing(string name)
    {
        var profile = ProfileLibrary.Find(VendorSource.Adapter, name, out _)!;
        Assert.NotEmpty(profile.Vendor);
        Assert.NotEmpty(profile.Unsure);
        var problems = VendorSource.Read(new JsonObject { ["Profile"] = name }).Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Path["AtsBridge:Sources:acme:Options:".Length..]).Where(p => p != "Authentication");
        Assert.Subset(profile.Needs.Select(First).ToHashSet(), problems.ToHashSet());
        Assert.NotEmpty(profile.Needs);

        var written = new JsonObject { ["Profile"] = name };
        foreach (var need in profile.Needs.Select(First))
        {
            var keys = need.Split(':');
            var at = written;
            foreach (var key in keys[..^1])
            {
                at = (JsonObject)(at[key] ??= new JsonObject());
            }

            at[keys[^1]] = need == "BaseUrl" ? "https://api.example.com" : "a value";
        }

        Assert.Empty(VendorSource.Read(written).Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => $"{p.Path}: {p.Message}"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AFileHoldsNothingButAboutAndOptionsAndNoSecret(string name)
    {
        using var stream = typeof(RestSource).Assembly.GetManifestResourceStream($"AtsBridge.Adapters.Rest.Profiles.{name}.json")!;
        using var file = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal(["About", "Options"], file.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["Vendor", "Needs", "Unsure"], file.RootElement.GetProperty("About").EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain("Secret\":", file.RootElement.GetProperty("Options").GetRawText(), StringComparison.Ordinal);
        Assert.False(file.RootElement.GetProperty("Options").TryGetProperty("WriteBack", out _), "Nobody's system is written into because a profile is there.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void WithoutASecretNoWebhookIsBelieved(string name)
    {
        var settings = VendorSource.Open(name, api: null, """
            { "Authentication": { "ClientId": "id", "ClientSecret": "s", "User": "u", "Password": "p" },
              "Headers": { "X-Account-Token": "a", "x-apideck-app-id": "a", "x-apideck-consumer-id": "a", "x-apideck-service-id": "a" } }
            """).Settings;
        using var source = TestSource.Of(settings with { Webhook = settings.Webhook is null ? null : settings.Webhook with { Secret = null } });
        Assert.IsType<WebhookResult.NotConfigured>(source.Receive("{}"u8.ToArray(), new Dictionary<string, string> { ["X-Hook-Secret"] = "x" }, QuickTime.Start));
    }

    /// <summary>Of two of which either will do.</summary>
    private static string First(string need) => need.Split(" or ")[0];
}
