namespace AtsBridge.Gather.Tests;

/// <summary>A look-up decides whether something is sent again, so "nothing" is said only where it is proven.</summary>
public sealed class LookupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<FindResult> Find(InviteRequest request, string rows, int total) =>
        ScriptedGather.Answering(200, $$$$"""{"data":[{{{{rows}}}}],"meta":{"pagination":{"page":1,"limit":100,"total":{{{{total}}}}}}}""").Sink().FindAsync(request, Token);

    [Fact]
    public async Task APersonMadeByHandIsFoundByTheSameEmail() =>
        Assert.Equal(new FindResult.Person("p-2"), await Find(Requests.Person, """{"id":"p-1","email":"ada@example.org"},{"id":"p-2","email":"ADA+Jobs@example.org"}""", 2));

    [Fact]
    public async Task OurExternalIdGoesBeforeTheEmail() =>
        Assert.Equal(
            new FindResult.Person("p-2"),
            await Find(Requests.Person, """{"id":"p-1","email":"ada+jobs@example.org"},{"id":"p-2","externalId":"acme:C-1","email":"ada+jobs@example.org"}""", 2));

    [Fact]
    public async Task TwoPeopleWithTheSameEmailAreAPersonsToChoose() =>
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Person, """{"id":"p-1","email":"ada+jobs@example.org"},{"id":"p-2","email":"ada+jobs@example.org"}""", 2));

    [Fact]
    public async Task AStrangerThatGatherReturnsAllTheSameIsNotAdopted() =>
        Assert.IsType<FindResult.Nothing>(await Find(Requests.Person with { Email = null }, """{"id":"p-1","externalId":"acme:C-2","email":null}""", 1));

    [Fact]
    public async Task NothingOnAPageOfManyIsUnclear()
    {
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Person, """{"id":"p-1"}""", 2));
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Person, "", 1));
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Invite, """{"id":"i-1","candidateId":"other"}""", 101));
    }

    [Fact]
    public async Task ARowThatCannotBeReadIsNotNothing() =>
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Invite, """{"candidate":"x"}""", 1));

    [Fact]
    public async Task TenRowsWithoutATotalCouldBeAPageOfMany()
    {
        var rows = string.Join(',', Enumerable.Range(0, 10).Select(i => $$$"""{"id":"p-{{{i}}}"}"""));
        Assert.IsType<FindResult.Unclear>(await ScriptedGather.Answering(200, $$$"""{"data":[{{{rows}}}]}""").Sink().FindAsync(Requests.Person, Token));
    }

    [Fact]
    public async Task NothingIsNothing()
    {
        Assert.IsType<FindResult.Nothing>(await Find(Requests.Person, "", 0));
        Assert.IsType<FindResult.Nothing>(await Find(Requests.Invite, "", 0));
    }

    [Theory]
    [InlineData("acme:A-1:engineering", "archived")] // ours, also where it is archived: it was sent
    [InlineData("somebody:else", "invite_sent")] // same person, same interview: a second one is what must not happen
    public async Task AnInviteOfTheSamePersonToTheSameInterviewIsAdopted(string externalId, string status)
    {
        var row = $$$"""{"id":"i-1","candidateId":"{{{Requests.PersonId.ToUpperInvariant()}}}","interviewId":"{{{Requests.InterviewId}}}","externalId":"{{{externalId}}}","status":"{{{status}}}"}""";
        Assert.Equal("i-1", Assert.IsType<FindResult.Invite>(await Find(Requests.Invite, row, 1)).Reference.Id);
    }

    [Fact]
    public async Task OursGoesBeforeAnother()
    {
        var other = $$$"""{"id":"i-1","candidateId":"{{{Requests.PersonId}}}","interviewId":"{{{Requests.InterviewId}}}","status":"invite_sent"}""";
        Assert.Equal("i-2", Assert.IsType<FindResult.Invite>(await Find(Requests.Invite, other + ""","""+ """{"id":"i-2","externalId":"acme:A-1:engineering"}""", 200)).Reference.Id);
    }

    [Fact]
    public async Task AnArchivedInviteOfSomebodyElsesMakingIsNotAdopted()
    {
        var row = $$$"""{"id":"i-1","candidateId":"{{{Requests.PersonId}}}","interviewId":"{{{Requests.InterviewId}}}","status":"archived"}""";
        Assert.IsType<FindResult.Nothing>(await Find(Requests.Invite, row, 1));
    }

    [Fact]
    public async Task AnInviteOfAnotherPersonOrInterviewIsNotAdopted()
    {
        var rows = $$$"""{"id":"i-1","candidateId":"other","interviewId":"{{{Requests.InterviewId}}}"},{"id":"i-2","candidateId":"{{{Requests.PersonId}}}","interviewId":"other","externalId":"acme:A-1:engineering"}""";
        Assert.IsType<FindResult.Nothing>(await Find(Requests.Invite, rows, 2));
    }

    [Fact]
    public async Task AnInviteThatNamesNobodyIsAPersonsToJudge() =>
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Invite, """{"id":"i-1","candidateId":null,"status":"invite_sent"}""", 1));

    [Theory]
    [InlineData("-5")]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("{\"id\":\"other\"}")]
    [InlineData("[\"other\"]")]
    [InlineData("\"1111\ufffd111-2222-3333-4444-555555555555\"")] // no text any more before it came to Gather's JSON
    [InlineData("\" \"")]
    public async Task WhatIsNoIdInThePlaceOfOneProvesNoStranger(string value)
    {
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Invite, $$"""{"id":"i-1","candidateId":{{value}},"interviewId":"{{Requests.InterviewId}}","status":"invite_sent"}""", 1));
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Invite, $$"""{"id":"i-1","candidateId":"{{Requests.PersonId}}","interviewId":{{value}},"status":"invite_sent"}""", 1));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{\"address\":\"ada+jobs@example.org\"}")]
    public async Task WhoCameUpUnderTheEmailAndShowsNoneMayBeThePerson(string email)
    {
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Person, $$"""{"id":"p-1","email":{{email}}}""", 1));
        Assert.IsType<FindResult.Unclear>(await Find(Requests.Person, """{"id":"p-1"}""", 1));
        Assert.Equal(new FindResult.Person("p-1"), await Find(Requests.Person, $$"""{"id":"p-1","email":{{email}},"externalId":"acme:C-1"}""", 1));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(308)]
    public async Task ARefusedLookUpIsUnclearAndNeverNothing(int status) =>
        Assert.IsType<FindResult.Unclear>(await ScriptedGather.Answering(status, ScriptedGather.Error("NOT_FOUND")).Sink().FindAsync(Requests.Invite, Token));
}
