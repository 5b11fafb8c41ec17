using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Tests.Fakes;

/// <summary>The documentation's example with its placeholders filled, and ways to spoil it.</summary>
internal static class Example
{
    internal const string Key = "qapi_9f8e7d6c5b4a";

    internal const string BaseDirectory = "/srv/atsbridge";

    internal static readonly AdapterCatalog Catalog = AdapterCatalog.Discover(
        new AdapterScan { Directory = null }.AddAdapter<FakeCsvSource>().AddAdapter<FakeGatherSink>());

    internal const string Json = """
        {
          "AtsBridge": {
            "Store": { "Provider": "Sqlite", "ConnectionString": "Data Source=atsbridge.db" },   // or Postgres
            "Sources": {
              "acme": {
                "Adapter": "csv",
                "Schedule": "0 0/5 * * * ?",                       // Quartz cron; absent: only when asked
                "Options": {
                  "Path": "exports/*.csv",
                  "Fields": {
                    "ApplicationId": "Application ID", "CandidateId": "Candidate ID",
                    "FirstName": "First Name", "LastName": "Last Name", "Email": "Email", "Phone": "Phone",
                    "JobId": "Job ID", "JobTitle": "Job", "Stage": "Stage", "Status": "Status",
                    "UpdatedAt": "Last Activity", "SmsOptIn": "SMS",
                  }
                }
              }
            },
            "Sinks": {
              "gather": {
                "Adapter": "gather",
                "Options": {
                  "BaseUrl": "https://api.prod.qualifi.hr", "ApiKey": "(from the environment)",
                  "WebhookSecret": "(from the environment)",
                  "RateLimits": [ { "Permits": 100, "Window": "00:01:00" }, { "Permits": 1000, "Window": "01:00:00" } ]
                },
                "Delivery": { "SettleTime": "00:05:00", "AttemptTimeout": "00:00:30", "MaxAttempts": 8, "Concurrency": 4 }
              }
            },
            "Routes": [
              {
                "Name": "engineering interviews",
                "Source": "acme", "Sink": "gather",
                "When": { "Stage": [ "Interview", "Phone Interview" ], "Job": [ "J0*" ], "Status": [ "Active" ] },
                "Invite": { "InterviewId": "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41", "DeliveryTypes": [ "email", "sms" ], "ExpiryDays": 7,
                            "ExternalRedirectUri": "https://example.com/thanks", "WebhookUrl": "https://example.com/hooks" },
                "FirstSync": "Baseline",
                "HoldFor": "00:05:00",
                "Guard": { "MaxPerSync": 250 }
              }
            ]
          }
        }
        """;

    internal static readonly Dictionary<string, string?> Environment = new(StringComparer.Ordinal)
    {
        ["AtsBridge:Sinks:gather:Options:ApiKey"] = Key,
        ["AtsBridge:Sinks:gather:Options:WebhookSecret"] = "whsec_1234567890",
    };

    internal static JsonNode Tree() =>
        JsonNode.Parse(Json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;

    /// <summary>Reads the example after something was changed in it.</summary>
    internal static ConfigurationReading Read(Action<JsonObject>? change = null, AdapterCatalog? catalog = null)
    {
        var tree = Tree();
        change?.Invoke(tree["AtsBridge"]!.AsObject());
        return ReadJson(tree.ToJsonString(), catalog);
    }

    internal static ConfigurationReading ReadJson(string json, AdapterCatalog? catalog = null) =>
        ConfigurationReader.Read(Build(json), catalog ?? Catalog, BaseDirectory);

    internal static IConfigurationRoot Build(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
        .AddInMemoryCollection(json.Contains("(from the environment)", StringComparison.Ordinal) ? Environment : [])
        .Build();

    internal static JsonObject Source(this JsonObject bridge) => bridge["Sources"]!["acme"]!.AsObject();

    internal static JsonObject Sink(this JsonObject bridge) => bridge["Sinks"]!["gather"]!.AsObject();

    internal static JsonObject Options(this JsonObject part) => part["Options"]!.AsObject();

    internal static JsonObject Route(this JsonObject bridge) => bridge["Routes"]![0]!.AsObject();

    internal static JsonObject Part(this JsonObject route, string name) => route[name]!.AsObject();

    /// <summary>The one problem there is.</summary>
    internal static ConfigurationProblem Only(this ConfigurationReading reading) => Assert.Single(reading.Problems);
}
