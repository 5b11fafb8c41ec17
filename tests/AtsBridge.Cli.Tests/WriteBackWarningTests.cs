using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AtsBridge.Cli.Tests;

/// <summary>Whoever wants a system told, and has not said how, hears of it from <c>validate</c> and from <c>run</c>.</summary>
public sealed class WriteBackWarningTests : IDisposable
{
    private const string Path = "AtsBridge:Routes:1:WriteBack:To";

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("", "The source 'web' can't be told yet, and what is owed to it waits. Set WriteBack to the request that tells it.")]
    [InlineData("\"Profile\": \"lever\", \"Calls\": { \"tag\": null },", "The source 'web' can't be told yet, and what is owed to it waits. Set WriteBack:Call to one of note, or WriteBack to another request that tells it.")]
    public async Task ARouteWhoseSourceCannotTellIsWarnedOf(string options, string message)
    {
        Write(options);

        var json = await _place.AskAsync("validate", "--output", "json");
        var text = await _place.AskAsync("validate");

        Assert.Equal((0, 0), (json.Code, text.Code));
        var problem = Assert.Single(json.Json().GetProperty("problems").EnumerateArray(), p => p.GetProperty("path").GetString() == Path);
        Assert.Equal(("Warning", "Source", message), (problem.GetProperty("severity").GetString(), problem.GetProperty("value").GetString(), problem.GetProperty("message").GetString()));
        Assert.Contains($"warning {Path} = Source\n  {message}", text.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"WriteBack\": { \"Path\": \"notes\", \"Body\": \"{}\" },", "{ \"To\": \"Source\" }")]
    [InlineData("\"Profile\": \"lever\", \"WriteBack\": { \"Call\": \"note\" },", "{ \"To\": \"Source\" }")]
    [InlineData("", "{ \"To\": \"Folder\", \"Folder\": \"out\" }")]
    [InlineData("", "{}")]
    [InlineData("", "null")]
    public async Task WhatCanBeToldOrIsNotWantedIsNoConcern(string options, string writeBack)
    {
        Write(options, writeBack);

        var json = await _place.AskAsync("validate", "--output", "json");

        Assert.Equal(0, json.Code);
        Assert.DoesNotContain(json.JsonTexts(), text => text.Contains("WriteBack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheHostSaysItBeforeItBegins()
    {
        Write("");
        // An address that is taken ends the host when everything has been said.
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var answer = await _place.AskAsync("run", "--url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"));

        Assert.Equal(1, answer.Code);
        Assert.Contains(Path, answer.Error, StringComparison.Ordinal);
        Assert.Contains("can't be told yet", answer.Error, StringComparison.Ordinal);
    }

    /// <summary>Two routes of a source that is a JSON API; the second tells it.</summary>
    private void Write(string options, string writeBack = "{ \"To\": \"Source\" }") => File.WriteAllText(_place.Config, $$"""
        {
          "AtsBridge": {
            "Store": { "ConnectionString": "Data Source=atsbridge.db" },
            "Sources": {
              "web": { "Adapter": "rest", "Options": {
                {{options}}
                "BaseUrl": "https://api.example.com", "Authentication": { "Scheme": "Bearer", "Token": "t" }, "Path": "applications", "Fields": { "ApplicationId": "id", "Stage": "stage" } } }
            },
            "Sinks": { "gather": { "Adapter": "gather", "Options": { "BaseUrl": "http://127.0.0.1:1", "ApiKey": "qapi_sandbox" } } },
            "Routes": [
              { "Name": "a", "Source": "web", "Sink": "gather", "When": { "Stage": [ "A" ] }, "Invite": { "InterviewId": "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41", "DeliveryTypes": [ "email" ] } },
              { "Name": "b", "Source": "web", "Sink": "gather", "When": { "Stage": [ "B" ] }, "Invite": { "InterviewId": "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41", "DeliveryTypes": [ "email" ] },
                "WriteBack": {{writeBack}} }
            ]
          }
        }
        """);
}
