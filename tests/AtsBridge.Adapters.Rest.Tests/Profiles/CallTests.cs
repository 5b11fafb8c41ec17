using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Configuration.Profiles;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

/// <summary>The calls of profiles: what is written into a vendor's system, and that nothing is that nobody chose.</summary>
public sealed class CallTests
{
    private const string Note = "AtsBridge: interview invite \\u0022on\\u0022 \\u003Cb\\u003E on 2026-11-23T12:00:00Z (reference ref-1).";

    private static readonly InviteNews News = new("ref-1", "31/7", InviteProgress.Completed, "\"on\" <b>", QuickTime.Start) { CandidateId = "7", JobId = "12", Route = "r", InterviewId = "i" };

    public static TheoryData<string, string, string, string, string, string> Calls() => new()
    {
        { "greenhouse", "note", "{}", "POST /notes", "application/json; charset=utf-8", """{"candidate_id":7,"application_id":"31/7","body":"NOTE","visibility":"public"}""" },
        { "lever", "note", "{}", "POST /opportunities/31%2F7/notes", "application/json; charset=utf-8", """{"value":"NOTE"}""" },
        { "lever", "tag", "{}", "POST /opportunities/31%2F7/addTags", "application/json; charset=utf-8", """{"tags":["interview invite \u0022on\u0022 \u003Cb\u003E"]}""" },
        { "ashby", "note", "{}", "POST /candidate.createNote", "application/json; charset=utf-8", """{"candidateId":"7","note":"NOTE"}""" },
        { "ashby", "tag", """{ "Tag": "t-1" }""", "POST /candidate.addTag", "application/json; charset=utf-8", """{"candidateId":"7","tagId":"t-1"}""" },
        { "workable", "note", """{ "Member": "3e8" }""", "POST /candidates/31%2F7/comments", "application/json; charset=utf-8", """{"member_id":"3e8","comment":{"body":"NOTE"}}""" },
        { "recruitee", "note", "{}", "POST /candidates/7/notes", "application/json; charset=utf-8", """{"note":{"body":"NOTE","visibility":{"level":"public"}}}""" },
        { "teamtailor", "note", """{ "user": "9" }""", "POST /notes", "application/vnd.api+json", """{"data":{"type":"notes","attributes":{"note":"NOTE"},"relationships":{"candidate":{"data":{"type":"candidates","id":"7"}},"user":{"data":{"type":"users","id":"9"}}}}}""" },
        { "smartrecruiters", "NOTE", "{}", "POST /messages/shares", "application/json; charset=utf-8", """{"content":"NOTE #[CANDIDATE:7]","shareWith":{"openNote":true}}""" },
        { "bamboohr", "note", "{}", "POST /applicant_tracking/applications/31%2F7/comments", "application/json; charset=utf-8", """{"type":"comment","comment":"NOTE"}""" },
        { "bullhorn", "note", """{ "Action": "Other" }""", "PUT /entity/Note", "application/json; charset=utf-8", """{"action":"Other","comments":"NOTE","personReference":{"id":7},"jobOrder":{"id":12}}""" },
        { "huntflow", "note", "{}", "POST /applicants/7/logs", "application/json; charset=utf-8", """{"comment":"NOTE","vacancy":12}""" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ACallThatWasChosenIsMadeAsTheVendorWantsIt(string vendor, string call, string with, string request, string type, string body)
    {
        await using var api = await StartAsync();
        using var source = VendorSource.Open(vendor, api, Options(vendor, api, $$"""{ "Call": "{{call}}", "With": {{with}} }"""));
        Assert.Null(source.Source.CannotReport);
        Assert.Null(await source.Source.ReportAsync(News, TestContext.Current.CancellationToken));
        var asked = Assert.Single(api.Requests, r => r.Path != "/token");
        Assert.Equal((request, type, body.Replace("NOTE", Note, StringComparison.Ordinal)), ($"{asked.Method} {asked.Target}", asked.Headers["Content-Type"], asked.Body));
        Assert.Equal(vendor switch
        {
            "greenhouse" => "Bearer t",
            "teamtailor" => "Token token=key",
            "lever" or "ashby" => "Basic a2V5Og==",
            "bamboohr" => "Basic a2V5Ong=",
            "smartrecruiters" or "bullhorn" => "key",
            _ => "Bearer key",
        }, asked.Headers[vendor switch { "smartrecruiters" => "X-SmartToken", "bullhorn" => "BhRestToken", _ => "Authorization" }]);
    }

    [Fact]
    public void EveryCallOfAProfileIsTriedHere()
    {
        var tried = Calls().Select(c => $"{c.Data.Item1} {c.Data.Item2.ToLowerInvariant()}").ToHashSet(StringComparer.Ordinal);
        foreach (var name in ProfileLibrary.NamesOf(VendorSource.Adapter))
        {
            using var source = VendorSource.Open(name, api: null, Options(name, api: null, "null"));
            Assert.Subset(tried, source.Settings.Calls.Keys.Select(c => $"{name} {c}").ToHashSet(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task AProfileAloneWritesNothing()
    {
        await using var api = await StartAsync();
        foreach (var name in ProfileLibrary.NamesOf(VendorSource.Adapter))
        {
            using var source = VendorSource.Open(name, api, Options(name, api, "null"));
            Assert.NotNull(source.Source.CannotReport);
            Assert.Equal(source.Source.CannotReport, await source.Source.ReportAsync(News, TestContext.Current.CancellationToken));
        }

        using var lever = VendorSource.Open("lever", api);
        Assert.Equal("Set WriteBack:Call to one of note, tag, or WriteBack to another request that tells it.", lever.Source.CannotReport);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("lever", """{ "Call": "nte" }""", "WriteBack:Call", "There is no call 'nte'. There are: note, tag.")]
    [InlineData("talentnest", """{ "Call": "note" }""", "WriteBack:Call", "There is no call 'note', nor any other: name a Profile that has some, write it under Calls, or set Path and Body here.")]
    [InlineData("workable", """{ "Call": "note" }""", "WriteBack:With:Member", "Member is missing: the call 'note' needs it (the id of the member who comments, from GET members).")]
    [InlineData("workable", """{ "Call": "note", "With": { "Member": " " } }""", "WriteBack:With:Member", "Member is missing: the call 'note' needs it (the id of the member who comments, from GET members).")]
    [InlineData("lever", """{ "Call": "note", "With": { "candidate": "7" } }""", "WriteBack:With", "With has 'candidate', which news have themselves. Give it another name.")]
    [InlineData("lever", """{ "Call": "note", "With": { "Userr": "7" }, "Parameters": { "perform_as": "7" } }""", "WriteBack:With", "With has 'Userr', which the request does not name. Remove it, or write {Userr} where it belongs.")]
    [InlineData("lever", """{ "Call": "note", "Path": "notes?x=1" }""", "WriteBack:Path", "Path is 'notes?x=1'. It stands below BaseUrl, without a host, '..', blanks or '?'; parameters go into Parameters.")]
    [InlineData("lever", """{ "Call": "note", "Parameters": { "perform_as": "{User}" } }""", "WriteBack:Parameters", "Parameters has {User}. There are: Application, At, Candidate, Interview, Job, Progress, Reference, Route, Word.")]
    [InlineData("lever", """{ "Call": "note", "Body": "{ \"a\": 1, \"a\": 2 }" }""", "WriteBack:Body", "Body must be the text of a JSON object, each key in it once, such as \"{ \\\"note\\\": \\\"Interview: {Word}\\\" }\".")]
    [InlineData("lever", """{ "Call": "note", "Headers": { "Content-Type": "json" } }""", "WriteBack:Headers", "Headers has 'Content-Type', which can't be sent as a header.")]
    [InlineData("lever", """{ "Method": "Put", "Body": "{}" }""", "WriteBack:Path", "Path is missing. Add \"Path\": \"…\", the address below BaseUrl, such as applications/{Application}/notes.")]
    public void WhatCannotBeMeantIsRefusedWithWhatThereIs(string vendor, string writeBack, string place, string message)
    {
        var options = JsonNode.Parse(Options(vendor, api: null, writeBack))!.AsObject();
        options["Profile"] = vendor;
        options["BaseUrl"] = "https://api.example.com";
        var error = Assert.Single(VendorSource.Read(options).Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal(($"AtsBridge:Sources:acme:Options:{place}", message), (error.Path, error.Message));
    }

    [Fact]
    public async Task WhatIsWrittenBesideACallTakesTheCallsPlace()
    {
        await using var api = await StartAsync();
        using var source = VendorSource.Open("lever", api, Options("lever", api, """
            { "Call": "note", "Method": "Put", "Parameters": { "perform_as": "{User}" }, "With": { "User": "u&1" }, "Body": "{ \"value\": \"{Word} {Progress}\", \"by\": [ \"{User}\", \"{number User}\", \"n {number Job}\" ] }" }
            """));
        Assert.Null(await source.Source.ReportAsync(News with { Word = "done" }, TestContext.Current.CancellationToken));
        var asked = Assert.Single(api.Requests);
        Assert.Equal(("PUT", "/opportunities/31%2F7/notes?perform_as=u%261", """{"value":"done Completed","by":["u\u00261","u\u00261","n 12"]}"""), (asked.Method, asked.Target, asked.Body));
    }

    [Theory]
    [InlineData("lever", """{ "Calls": { "note": { "Body": "{ \"value\": \"{Word}\", \"secret\": true }" } }, "WriteBack": { "Call": "note" } }""", """{"value":"done","secret":true}""")]
    [InlineData("merge", """{ "Calls": { "mine": { "Path": "activities", "Body": "{ \"id\": \"{number Application}\" }" } }, "WriteBack": { "Call": "mine" } }""", """{"id":"007"}""")]
    public async Task CallsAreWrittenOtherwiseOrAnewAsAnyOption(string vendor, string options, string body)
    {
        await using var api = await StartAsync();
        var written = JsonNode.Parse(Options(vendor, api, "null"))!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(options)!.AsObject())
        {
            written[key] = value!.DeepClone();
        }

        using var source = VendorSource.Open(vendor, api, written.ToJsonString());
        Assert.Null(await source.Source.ReportAsync(News with { Word = "done", Application = "007" }, TestContext.Current.CancellationToken));
        Assert.Equal(body, Assert.Single(api.Requests).Body);
    }

    [Theory]
    [InlineData("ashby", "{}")]
    [InlineData("bullhorn", """{ "Action": "Other" }""")]
    [InlineData("recruitee", "{}")]
    public async Task AboutNobodyNothingIsWritten(string vendor, string with)
    {
        await using var api = await StartAsync();
        using var source = VendorSource.Open(vendor, api, Options(vendor, api, $$"""{ "Call": "note", "With": {{with}} }"""));
        Assert.Contains("names what this application does not have, such as a candidate's id", await source.Source.ReportAsync(News with { CandidateId = null }, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("""{"success":false,"errors":["invalid_input"]}""", "127.0.0.1/candidate.createNote says that it failed (invalid_input). Check WriteBack; the application may be gone.")]
    [InlineData("""{"success":false,"errors":["Ada Vaughan is gone"]}""", "127.0.0.1/candidate.createNote says that it failed. Check WriteBack; the application may be gone.")]
    [InlineData("""{"success":true,"results":{"id":"n"}}""", null)]
    [InlineData("created", null)]
    [InlineData("", null)]
    [InlineData("[]", null)]
    public async Task ASuccessThatSaysItFailedIsARefusal(string answer, string? refusal)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(200, answer));
        using var source = VendorSource.Open("ashby", api, Options("ashby", api, """{ "Call": "note" }"""));
        Assert.Equal(refusal, await source.Source.ReportAsync(News, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(200, "<html>please log in</html>", "web page")]
    [InlineData(403, "{}", "whether the key may write")]
    public async Task WhatIsTriedAgainSaysWhy(int status, string answer, string why)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status, answer));
        using var source = VendorSource.Open("lever", api, Options("lever", api, """{ "Call": "note" }"""));
        Assert.Contains(why, (await Assert.ThrowsAsync<SourceException>(() => source.Source.ReportAsync(News, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    private static Task<FakeApi> StartAsync() => FakeApi.StartAsync(a => a.Path == "/token" ? Reply.Json("""{"access_token":"t"}""") : Reply.Of(201, """{"success":true}"""));

    private static string Options(string vendor, FakeApi? api, string writeBack) => $$"""
        { "Authentication": { "Token": "key"{{(vendor switch
        {
            "greenhouse" => $", \"ClientId\": \"id\", \"ClientSecret\": \"s\", \"FetchFrom\": \"{api?.Address ?? new Uri("https://auth.example.com/")}token\"",
            "talentnest" => ", \"User\": \"u\", \"Password\": \"p\"",
            _ => "",
        })}} },
          "Headers": { "X-Account-Token": "a", "x-apideck-app-id": "a", "x-apideck-consumer-id": "a", "x-apideck-service-id": "a" },
          "WriteBack": {{writeBack}} }
        """;
}
