namespace AtsBridge.Gather.Tests;

/// <summary>Refusals: which are a person's to mend, and which say that it is there already.</summary>
public sealed class RefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Validation(string? field, string reason) =>
        ScriptedGather.Error("VALIDATION_ERROR", field is null ? $$$"""{"reason":"{{{reason}}}"}""" : $$$"""{"field":"{{{field}}}","reason":"{{{reason}}}"}""");

    [Theory]
    [InlineData("phone", "must be E.164")]
    [InlineData("timezone", "this time zone does not exist")]
    [InlineData("phone", "phone is already in use")]
    [InlineData("email", "ada@taken.example.org is not a valid address")]
    [InlineData(null, "phone already exists")]
    public async Task AFaultOfThePersonIsShownWithFieldAndReason(string? field, string reason)
    {
        var gather = ScriptedGather.Answering(400, Validation(field, reason));
        Assert.Equal(new CreateResult.Rejected(field, reason), await gather.Sink().CreateAsync(Requests.Person, Token));
    }

    [Theory]
    [InlineData("email", "already exists")]
    [InlineData("externalId", "duplicate value")]
    [InlineData(null, "A candidate with this email already exists")]
    [InlineData(null, "candidate already exists")]
    [InlineData("email", "email must be unique")]
    [InlineData("email", "email must not already exist")]
    [InlineData("email", "has been taken")]
    public async Task AnExistingPersonIsLookedUpAndNotRefused(string? field, string reason) =>
        Assert.IsType<CreateResult.PersonExists>(await ScriptedGather.Answering(400, Validation(field, reason)).Sink().CreateAsync(Requests.Person, Token));

    [Theory]
    [InlineData("")]
    [InlineData("<html>conflict</html>")]
    [InlineData("""{"error":{"code":"CONFLICT"}}""")]
    public async Task AConflictIsAlwaysExists(string body)
    {
        Assert.IsType<CreateResult.PersonExists>(await ScriptedGather.Answering(409, body).Sink().CreateAsync(Requests.Person, Token));
        Assert.IsType<CreateResult.InviteExists>(await ScriptedGather.Answering(409, body).Sink().CreateAsync(Requests.Invite, Token));
    }

    [Theory]
    [InlineData("candidate already invited", true)]
    [InlineData("an invite exists", true)]
    [InlineData("candidate does not exist", false)]
    [InlineData("must reference an existing candidate", false)]
    [InlineData("interview is already closed", false)]
    public async Task AnExistingInviteIsToldFromAFault(string reason, bool exists)
    {
        var result = await ScriptedGather.Answering(400, Validation(null, reason)).Sink().CreateAsync(Requests.Invite, Token);
        Assert.Equal(exists ? new CreateResult.InviteExists() : new CreateResult.Rejected(null, reason), result);
    }

    [Fact]
    public async Task AMissingResourceIsNamed()
    {
        var gather = ScriptedGather.Answering(404, ScriptedGather.Error("NOT_FOUND", $$$"""{"resource":"interview","id":"{{{Requests.InterviewId}}}"}"""));
        var rejected = Assert.IsType<CreateResult.Rejected>(await gather.Sink().CreateAsync(Requests.Invite, Token));
        Assert.Equal("interview", rejected.Field);
        Assert.Contains("no such interview", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task AMovedAddressSaysWhatToDo(int status)
    {
        var gather = new ScriptedGather(() =>
        {
            var answer = ScriptedGather.Answer(status, "");
            answer.Headers.Location = new Uri("https://elsewhere.test/secret?x=1");
            return answer;
        });
        var rejected = Assert.IsType<CreateResult.Rejected>(await gather.Sink().CreateAsync(Requests.Invite, Token));
        Assert.Contains("has moved to https://elsewhere.test. Set BaseUrl", rejected.Reason, StringComparison.Ordinal);
        Assert.Single(gather.Asked);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(451)]
    public async Task EveryOtherRefusalIsAPersonsToMendAlsoWithoutAReason(int status)
    {
        Assert.IsType<CreateResult.Rejected>(await ScriptedGather.Answering(status, "<html>").Sink().CreateAsync(Requests.Person, Token));
        Assert.IsType<CreateResult.Rejected>(await ScriptedGather.Answering(status, "").Sink().CreateAsync(Requests.Invite, Token));
        Assert.IsType<ResendResult.Rejected>(
            await ScriptedGather.Answering(status, "").Sink().ResendAsync(new InviteReference("i-1"), [DeliveryChannel.Email], Token));
    }

    [Fact]
    public async Task WhatGatherDoesNotKnowIsNull()
    {
        var gather = ScriptedGather.Answering(404, ScriptedGather.Error("NOT_FOUND"));
        Assert.Null(await gather.Sink().GetStatusAsync(new InviteReference("i-1"), Token));
        Assert.Null(await gather.Sink().FindInterviewAsync("v-1", Token));
    }

    [Fact]
    public async Task A404OfSomethingElseThanGatherProvesNothing()
    {
        var gather = ScriptedGather.Answering(404, "<html>nginx</html>");
        var fault = await Assert.ThrowsAsync<SinkException>(() => gather.Sink().GetStatusAsync(new InviteReference("i-1"), Token));
        Assert.Equal(SinkFault.Transient, fault.Fault);
    }
}
