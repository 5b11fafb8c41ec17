using System.Net.Http.Json;
using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class CandidateInterviewTests
{
    [Fact]
    public async Task AnInviteIsCreatedSentAndReadBack()
    {
        await using var world = await World.StartAsync();
        var candidate = await world.NewCandidateAsync();

        var created = await world.PostAsync(InvitesPath, World.Invite(candidate));
        var read = await world.GetAsync($"{InvitesPath}/{created.Text("data.id")}");

        Assert.Equal(201, created.Status);
        Assert.Equal("invite_sent", read.Text("data.status"));
        Assert.Equal("2026-03-09T09:00:00.000Z", read.Text("data.expiry"));
        Assert.Equal("2026-03-02T09:00:00.000Z", read.Text("data.inviteSentAt"));
        Assert.NotEmpty(read.Text("data.inviteToken"));
        Assert.Equal("acme:A1:route", read.Text("data.externalId"));
        Assert.Equal(
            "candidate_created, candidate_interview_created, invite_sent",
            string.Join(", ", world.Sandbox.Audit.Select(entry => entry.Kind)));
        Assert.Equal([1L, 2, 3], world.Sandbox.Audit.Select(entry => entry.Sequence));
        Assert.Equal(["email"], world.Sandbox.Audit[2].DeliveryTypes);
        Assert.Equal(candidate, world.Sandbox.Audit[2].CandidateId);
        Assert.Equal("acme:A1:route", world.Sandbox.Audit[2].ExternalId);
    }

    [Fact]
    public async Task ASecondInviteOfTheSamePairIsTakenAndShowsInTheAudit()
    {
        await using var world = await World.StartAsync();
        var candidate = await world.NewCandidateAsync();

        await world.PostAsync(InvitesPath, World.Invite(candidate));
        var second = await world.PostAsync(InvitesPath, World.Invite(candidate));

        Assert.Equal(201, second.Status);
        Assert.Equal(2, world.Effects(AuditKinds.InviteSent));
    }

    [Fact]
    public async Task ASecondInviteCanBeRefused()
    {
        await using var world = await World.StartAsync(new() { DuplicateInviteAnswer = DuplicateAnswer.Conflict });
        var candidate = await world.NewCandidateAsync();
        await world.PostAsync(InvitesPath, World.Invite(candidate));

        var second = await world.PostAsync(InvitesPath, World.Invite(candidate));

        Assert.Equal(409, second.Status);
        Assert.Equal(1, world.Effects(AuditKinds.InviteSent));
    }

    [Fact]
    public async Task InvitesAreListedByCandidateAndInterviewWithTheirExternalId()
    {
        await using var world = await World.StartAsync();
        var ada = await world.NewCandidateAsync("ada@example.org", "acme:1");
        var grace = await world.NewCandidateAsync("grace@example.org", "acme:2");
        await world.PostAsync(InvitesPath, World.Invite(ada, externalId: "one"));
        await world.PostAsync(InvitesPath, World.Invite(ada, "8a1d2c64-7b3f-4e52-8c90-3f5e7d9b1a26", externalId: "two"));
        await world.PostAsync(InvitesPath, World.Invite(grace, externalId: "three"));

        var found = await world.GetAsync($"{InvitesPath}?candidateId={ada}&interviewId={Engineering}");
        var nobody = await world.GetAsync($"{InvitesPath}?candidateId={Guid.Empty}");
        var byStatus = await world.GetAsync($"{InvitesPath}?status=invite_sent&limit=2&page=2");

        Assert.Equal("one", Assert.Single(found.At("data")!.AsArray())!["externalId"]!.ToString());
        Assert.False(found.At("data.0")!.AsObject().ContainsKey("inviteToken"));
        Assert.Empty(nobody.At("data")!.AsArray());
        Assert.Equal("three", byStatus.Text("data.0.externalId"));
        Assert.Equal("3", byStatus.Text("meta.pagination.total"));
        Assert.Equal("status", (await world.GetAsync($"{InvitesPath}?status=sent")).Text("error.details.field"));
    }

    [Fact]
    public async Task WithoutSendInviteNothingGoesOut()
    {
        await using var world = await World.StartAsync();
        var candidate = await world.NewCandidateAsync();

        var created = await world.PostAsync(InvitesPath, new { candidateId = candidate, interviewId = Paused, sendInvite = false });

        Assert.Equal(201, created.Status);
        Assert.Null(created.At("data.inviteSentAt"));
        Assert.Equal(0, world.Effects(AuditKinds.InviteSent));
    }

    [Theory]
    [InlineData("""{"interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":["email"]}""", 400, "candidateId")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"x","sendInvite":true,"deliveryTypes":["email"]}""", 400, "interviewId")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true}""", 400, "deliveryTypes")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":[]}""", 400, "deliveryTypes")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":["fax"]}""", 400, "deliveryTypes")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":["sms"]}""", 400, "deliveryTypes")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":["email"],"expiryDays":0}""", 400, "expiryDays")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":["email"],"expiryDays":2147483647}""", 400, "expiryDays")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41","sendInvite":true,"deliveryTypes":["email"],"webhookUrl":"nowhere"}""", 400, "webhookUrl")]
    [InlineData("""{"candidateId":"CANDIDATE","interviewId":"e7b46d03-91a5-4f28-a6de-2c8b5f1d7094","sendInvite":true,"deliveryTypes":["email"]}""", 400, "interviewId")]
    public async Task WhatCannotBeSentIsRefusedWithTheField(string body, int status, string field)
    {
        await using var world = await World.StartAsync();
        var candidate = await world.NewCandidateAsync();

        var text = body.Replace("CANDIDATE", candidate, StringComparison.Ordinal);
        var answer = await world.SendAsync(HttpMethod.Post, InvitesPath, new StringContent(text, null, "application/json"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(field, answer.Text("error.details.field"));
        Assert.Equal(0, world.Effects(AuditKinds.CandidateInterviewCreated));
    }

    [Fact]
    public async Task SmsGoesToACandidateWithPhoneAndConsent()
    {
        await using var world = await World.StartAsync();
        var candidate = (await world.PostAsync(CandidatesPath, World.Ada(phone: "+15551234567", smsOptIn: true))).Text("data.id");

        var answer = await world.PostAsync(InvitesPath, World.Invite(candidate, deliveryTypes: ["email", "sms"]));

        Assert.Equal(201, answer.Status);
        Assert.Equal(["email", "sms"], world.Sandbox.Audit[^1].DeliveryTypes);
    }

    [Theory]
    [InlineData("+15551234567", false, "smsOptIn")]
    [InlineData(null, true, "no phone")]
    public async Task SmsWithoutConsentOrPhoneIsRefused(string? phone, bool consent, string reason)
    {
        await using var world = await World.StartAsync();
        var candidate = (await world.PostAsync(CandidatesPath, World.Ada(phone: phone, smsOptIn: consent))).Text("data.id");

        var answer = await world.PostAsync(InvitesPath, World.Invite(candidate, deliveryTypes: ["email", "sms"]));

        Assert.Equal((400, "deliveryTypes"), (answer.Status, answer.Text("error.details.field")));
        Assert.Contains(reason, answer.Text("error.details.reason"));
        Assert.Equal(0, world.Effects(AuditKinds.InviteSent));
    }

    [Fact]
    public async Task AnUnknownCandidateOrInterviewIsNotFoundByName()
    {
        await using var world = await World.StartAsync();
        var candidate = await world.NewCandidateAsync();
        var nobody = Guid.Empty.ToString("D");

        var noCandidate = await world.PostAsync(InvitesPath, World.Invite(nobody));
        var noInterview = await world.PostAsync(InvitesPath, World.Invite(candidate, nobody));

        Assert.Equal((404, "candidate", nobody), (noCandidate.Status, noCandidate.Text("error.details.resource"), noCandidate.Text("error.details.id")));
        Assert.Equal((404, "interview"), (noInterview.Status, noInterview.Text("error.details.resource")));
    }

    [Fact]
    public async Task AStatusIsSetAndAnUnknownOneRefused()
    {
        await using var world = await World.StartAsync();
        var path = $"{InvitesPath}/{await world.NewInviteAsync()}/status";

        var set = await world.SendAsync(HttpMethod.Patch, path, JsonContent.Create(new { status = "archived" }));
        var refused = await world.SendAsync(HttpMethod.Patch, path, JsonContent.Create(new { status = "expired" }));

        Assert.Equal((200, "archived"), (set.Status, set.Text("data.status")));
        Assert.Equal((400, "status"), (refused.Status, refused.Text("error.details.field")));
        Assert.Equal("archived", world.Sandbox.Audit[^1].Detail);
    }

    [Fact]
    public async Task AnInviteIsSentAgainOnlyByPossibleWays()
    {
        await using var world = await World.StartAsync();
        var path = $"{InvitesPath}/{await world.NewInviteAsync()}/resend-invite";

        var sent = await world.PostAsync(path, new { deliveryTypes = new[] { "email" } });
        var refused = await world.PostAsync(path, new { deliveryTypes = new[] { "sms" } });
        var unknown = await world.PostAsync($"{InvitesPath}/{Guid.Empty}/resend-invite", new { deliveryTypes = new[] { "email" } });

        Assert.Equal((200, 400, 404), (sent.Status, refused.Status, unknown.Status));
        Assert.Equal(1, world.Effects(AuditKinds.InviteResent));
    }

    [Fact]
    public async Task ResultsComeWithTheResponse()
    {
        await using var world = await World.StartAsync();
        var id = await world.NewInviteAsync();

        var before = await world.GetAsync($"{InvitesPath}/{id}/results");
        world.Sandbox.SetStatus(id, "new_response");
        var after = await world.GetAsync($"{InvitesPath}/{id}/results");

        Assert.Equal("processing", before.Text("data.summaryStatus"));
        Assert.Null(before.At("data.summary"));
        Assert.Equal("complete", after.Text("data.summaryStatus"));
        Assert.NotEmpty(after.At("data.transcriptions")!.AsArray());
    }
}
