namespace AtsBridge.Gather.Tests;

/// <summary>The published pages disagree on shapes; every answer is understood in each of them.</summary>
public sealed class DriftTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> One(string name, string row) =>
        new($$$"""{"data":{{{row}}},"news":[1]}""", $$$"""{"data":{"{{{name}}}":{{{row}}}},"meta":{}}""");

    public static TheoryData<string> Many(string name, string row) => new(
        $$$$"""{"data":[{{{{row}}}}],"meta":{"pagination":{"total":1}}}""",
        $$$$"""{"data":{"{{{{name}}}}":[{{{{row}}}}]},"meta":{"pagination":{"total":1}}}""",
        $$$$"""{"data":{"items":[{{{{row}}}}],"pagination":{"total":"1"}}}""",
        $$$"""{"data":[{{{row}}}]}""");

    [Theory]
    [MemberData(nameof(One), "candidate", """{"id":"p-1","brandNew":{"a":[]}}""")]
    public async Task APersonIsReadInBothShapes(string body) =>
        Assert.Equal(new CreateResult.PersonReady("p-1"), await ScriptedGather.Answering(200, body).Sink().CreateAsync(Requests.Person, Token));

    [Theory]
    [MemberData(nameof(One), "candidateInterview", """{"id":"i-1","status":"new_response","expiry":1772971200}""")]
    public async Task AnInviteIsReadInBothShapes(string body)
    {
        var status = new InviteStatus(InviteProgress.Completed, "new_response", DateTimeOffset.FromUnixTimeSeconds(1772971200));
        Assert.Equal(
            new CreateResult.Created(new InviteReference("i-1"), status), await ScriptedGather.Answering(201, body).Sink().CreateAsync(Requests.Invite, Token));
        Assert.Equal(status, await ScriptedGather.Answering(200, body).Sink().GetStatusAsync(new InviteReference("i-1"), Token));
    }

    [Theory]
    [MemberData(nameof(One), "interview", """{"id":"v-1","title":"Backend","status":"active"}""")]
    [MemberData(nameof(One), "interview", """{"id":"v-1","title":"Backend","status":0}""")]
    [MemberData(nameof(One), "interview", """{"id":"v-1","displayName":"Backend","status":"0"}""")]
    public async Task AnInterviewIsReadInBothShapes(string body) =>
        Assert.Equal(new Interview("v-1", "Backend", true, "active"), await ScriptedGather.Answering(200, body).Sink().FindInterviewAsync("v-1", Token));

    [Theory]
    [InlineData("1", "paused")]
    [InlineData("2", "closed")]
    [InlineData("3", "archived")]
    [InlineData("\"Paused\"", "paused")]
    [InlineData("9", "9")]
    [InlineData("null", "not given")]
    [InlineData("{}", "not given")]
    public async Task OnlyAnActiveInterviewCanBeSent(string status, string state)
    {
        var gather = ScriptedGather.Answering(200, $$$"""{"data":{"id":"v-1","title":"T","status":{{{status}}}}}""");
        Assert.Equal(new Interview("v-1", "T", false, state), await gather.Sink().FindInterviewAsync("v-1", Token));
    }

    [Theory]
    [InlineData("\"invite_sent\"", InviteProgress.Sent, "invite_sent")]
    [InlineData("\"new_response\"", InviteProgress.Completed, "new_response")]
    [InlineData("\"has_reviewed\"", InviteProgress.Reviewed, "has_reviewed")]
    [InlineData("\"partially_completed\"", InviteProgress.PartiallyCompleted, "partially_completed")]
    [InlineData("\"hired\"", InviteProgress.Hired, "hired")]
    [InlineData("\"archived\"", InviteProgress.Archived, "archived")]
    [InlineData("\"snoozed\"", InviteProgress.Unknown, "snoozed")]
    [InlineData("4", InviteProgress.Unknown, "4")]
    [InlineData("null", InviteProgress.Unknown, "")]
    public async Task EveryStatusWordIsKnownOrKept(string json, InviteProgress progress, string word)
    {
        var gather = ScriptedGather.Answering(200, $$$"""{"data":{"id":"i-1","status":{{{json}}},"expiry":"soon"}}""");
        Assert.Equal(new InviteStatus(progress, word), await gather.Sink().GetStatusAsync(new InviteReference("i-1"), Token));
    }

    [Theory]
    [MemberData(nameof(Many), "candidates", """{"id":"p-1","externalId":"acme:C-1"}""")]
    public async Task APersonIsFoundInEveryListShape(string body) =>
        Assert.Equal(new FindResult.Person("p-1"), await ScriptedGather.Answering(200, body).Sink().FindAsync(Requests.Person, Token));

    [Theory]
    [MemberData(nameof(Many), "candidateInterviews", """{"id":"i-1","externalId":"acme:A-1:engineering","status":"invite_sent"}""")]
    public async Task AnInviteIsFoundInEveryListShape(string body)
    {
        var found = new FindResult.Invite(new InviteReference("i-1"), new InviteStatus(InviteProgress.Sent, "invite_sent"));
        Assert.Equal(found, await ScriptedGather.Answering(200, body).Sink().FindAsync(Requests.Invite, Token));
    }

    [Theory]
    [MemberData(nameof(Many), "interviews", """{"id":"v-1"}""")]
    public async Task TheCheckCountsInEveryListShape(string body) =>
        Assert.Contains("1 interview", await ScriptedGather.Answering(200, body).Sink().CheckAsync(Token), StringComparison.Ordinal);
}
