using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Tests;

/// <summary>What goes over the wire, to the letter.</summary>
public sealed class RequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ANewPersonIsCreatedWithEverythingThatIsKnown()
    {
        var gather = ScriptedGather.Answering(201, $$$"""{"data":{"id":"{{{Requests.PersonId}}}"}}""");

        var result = await gather.Sink().CreateAsync(Requests.Person, Token);

        Assert.Equal(new CreateResult.PersonReady(Requests.PersonId), result);
        var asked = Assert.Single(gather.Asked);
        Assert.Equal((HttpMethod.Post, "/qsi/gather/candidates", ScriptedGather.Key), (asked.Method, asked.PathAndQuery, asked.Key));
        Assert.True(JToken.DeepEquals(JObject.Parse(asked.Body!), JObject.Parse(
            """
            {"firstName":"Ada","lastName":"Lovelace","externalId":"acme:C-1","smsOptIn":true,
             "email":"ada+jobs@example.org","phone":"+15551234567","timezone":"Europe/London"}
            """)), asked.Body);
    }

    [Fact]
    public async Task WhatIsNotKnownIsLeftOutAndNotSentAsNull()
    {
        var gather = ScriptedGather.Answering(201, $$$"""{"data":{"id":"{{{Requests.PersonId}}}"}}""");
        var request = Requests.Person with
        {
            Email = null, Phone = null, TimeZone = null, ExpiryDays = null, ExternalRedirectUri = null, WebhookUrl = null, Channels = [DeliveryChannel.Email],
        };

        await gather.Sink().CreateAsync(request, Token);
        await gather.Sink().CreateAsync(request with { PersonReference = Requests.PersonId }, Token);

        Assert.Equal("firstName lastName externalId smsOptIn", Names(gather.Asked[0].Body!));
        Assert.Equal("candidateId interviewId sendInvite deliveryTypes externalId", Names(gather.Asked[1].Body!));
    }

    [Fact]
    public async Task AKnownPersonIsInvitedWithOneRequest()
    {
        var gather = ScriptedGather.Answering(201, $$$"""{"data":{"id":"{{{Requests.InviteId}}}","status":"invite_sent","expiry":"2026-03-08T12:00:00+02:00"}}""");

        var result = await gather.Sink().CreateAsync(Requests.Invite, Token);

        var expiry = new DateTimeOffset(2026, 3, 8, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            new CreateResult.Created(new InviteReference(Requests.InviteId), new InviteStatus(InviteProgress.Sent, "invite_sent", expiry)), result);
        var asked = Assert.Single(gather.Asked);
        Assert.Equal("/qsi/gather/candidate-interviews", asked.PathAndQuery);
        Assert.True(JToken.DeepEquals(JObject.Parse(asked.Body!), JObject.Parse(
            $$$"""
            {"candidateId":"{{{Requests.PersonId}}}","interviewId":"{{{Requests.InterviewId}}}","sendInvite":true,"deliveryTypes":["email","sms"],
             "expiryDays":7,"externalId":"acme:A-1:engineering","externalRedirectUri":"https://example.org/thanks","webhookUrl":"https://example.org/hook"}
            """)), asked.Body);
    }

    [Fact]
    public async Task AResendNamesTheInviteAndTheChannels()
    {
        var gather = ScriptedGather.Answering(200, """{"data":{}}""");

        var result = await gather.Sink().ResendAsync(new InviteReference(Requests.InviteId), [DeliveryChannel.Sms], Token);

        Assert.IsType<ResendResult.Resent>(result);
        var asked = Assert.Single(gather.Asked);
        Assert.Equal($"/qsi/gather/candidate-interviews/{Requests.InviteId}/resend-invite", asked.PathAndQuery);
        Assert.Equal("""{"deliveryTypes":["sms"]}""", asked.Body);
    }

    [Fact]
    public async Task AResendWithoutABodyInTheAnswerCounts()
    {
        var gather = ScriptedGather.Answering(204, "");
        Assert.IsType<ResendResult.Resent>(await gather.Sink().ResendAsync(new InviteReference(Requests.InviteId), [DeliveryChannel.Sms], Token));
    }

    [Theory]
    [InlineData(200, """{"data":{}}""")]
    [InlineData(204, "")]
    public async Task AnArchivingSetsTheStatus(int status, string answer)
    {
        var gather = ScriptedGather.Answering(status, answer);

        Assert.IsType<WithdrawResult.Archived>(await gather.Sink().ArchiveAsync(new InviteReference(Requests.InviteId), Token));

        var asked = Assert.Single(gather.Asked);
        Assert.Equal((HttpMethod.Patch, $"/qsi/gather/candidate-interviews/{Requests.InviteId}/status"), (asked.Method, asked.PathAndQuery));
        Assert.Equal("""{"status":"archived"}""", asked.Body);
    }

    [Theory]
    [InlineData(500, SinkFault.Ambiguous)]
    [InlineData(401, SinkFault.Unauthorized)]
    [InlineData(429, SinkFault.RateLimited)]
    public async Task AnArchivingThatFailsSaysWhatToDoNext(int status, SinkFault fault)
    {
        var gather = ScriptedGather.Answering(status, ScriptedGather.Error("X"));
        Assert.Equal(fault, (await Assert.ThrowsAsync<SinkException>(() => gather.Sink().ArchiveAsync(new InviteReference(Requests.InviteId), Token))).Fault);
    }

    [Fact]
    public async Task AnEmailIsEscapedInTheLookUp()
    {
        var gather = ScriptedGather.Answering(200, """{"data":[],"meta":{"pagination":{"total":0}}}""");

        await gather.Sink().FindAsync(Requests.Person, Token);
        await gather.Sink().FindAsync(Requests.Person with { Email = null }, Token);
        await gather.Sink().FindAsync(Requests.Invite, Token);

        Assert.Equal("/qsi/gather/candidates?page=1&pageSize=100&search=ada%2Bjobs%40example.org", gather.Asked[0].PathAndQuery);
        Assert.Equal("/qsi/gather/candidates?page=1&pageSize=100&externalId=acme%3AC-1", gather.Asked[1].PathAndQuery);
        Assert.Equal(
            $"/qsi/gather/candidate-interviews?candidateId={Requests.PersonId}&interviewId={Requests.InterviewId}&page=1&limit=100",
            gather.Asked[2].PathAndQuery);
    }

    [Fact]
    public async Task ABaseUrlWithAPathKeepsIt()
    {
        var gather = ScriptedGather.Answering(200, """{"data":[],"meta":{"pagination":{"total":3}}}""");

        var line = await gather.Sink(new Uri("https://proxy.test/gather/")).CheckAsync(Token);

        Assert.Equal("/gather/qsi/gather/interviews?page=1&limit=1", Assert.Single(gather.Asked).PathAndQuery);
        Assert.Equal("Gather at proxy.test accepts the key, which sees 3 interviews.", line);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    public async Task AnIdThatWouldChangeTheAddressIsNoId(string id)
    {
        var gather = ScriptedGather.Answering(200, """{"data":{"id":"x"}}""");

        Assert.Null(await gather.Sink().FindInterviewAsync(id, Token));
        Assert.Null(await gather.Sink().GetStatusAsync(new InviteReference(id), Token));
        Assert.IsType<ResendResult.Rejected>(await gather.Sink().ResendAsync(new InviteReference(id), [DeliveryChannel.Email], Token));
        Assert.IsType<WithdrawResult.Rejected>(await gather.Sink().ArchiveAsync(new InviteReference(id), Token));
        Assert.Empty(gather.Asked);
    }

    private static string Names(string body) => string.Join(' ', JObject.Parse(body).Properties().Select(property => property.Name));
}
