using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Gather.Tests;

/// <summary>The sink against the Gather API over real HTTP; what it did is read from the API's own books.</summary>
public sealed class SandboxTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shapes => ["A", "B", "Alternate"];

    private static SandboxDrift Drift(string shape) => shape switch { "A" => SandboxDrift.A, "B" => SandboxDrift.B, _ => SandboxDrift.Alternate };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task ANewPersonTakesTwoRequestsAndAKnownOneOne(string shape)
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { Drift = Drift(shape) });

        var request = await gather.WithPersonAsync();
        var created = Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(request, Token));
        Assert.Equal(2, gather.Sandbox.Requests.Count);
        var second = request with { Reference = "acme:A-2:stores", InterviewId = "8a1d2c64-7b3f-4e52-8c90-3f5e7d9b1a26" };
        Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(second, Token));

        Assert.Equal(3, gather.Sandbox.Requests.Count);
        Assert.Equal(2, gather.Invites);
        Assert.Equal((InviteProgress.Sent, ScriptedGather.Now.AddDays(7)), (created.Status.Progress, created.Status.ExpiresAt));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task EveryAnswerIsUnderstoodInEveryShape(string shape)
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { Drift = Drift(shape) });
        var request = await gather.WithPersonAsync();
        var created = Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(request, Token));

        // Twice each, so that the alternating shapes both come up.
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(new FindResult.Person(request.PersonReference!), await gather.Sink.FindAsync(request with { PersonReference = null }, Token));
            Assert.Equal(new FindResult.Person(request.PersonReference!), await gather.Sink.FindAsync(request with { PersonReference = null, Email = null }, Token));
            // Of when they are is the platform's to say.
            var asked = created.Status with { At = gather.Time.GetUtcNow() };
            Assert.Equal(new FindResult.Invite(created.Invite, asked), await gather.Sink.FindAsync(request, Token));
            Assert.Equal(asked, await gather.Sink.GetStatusAsync(created.Invite, Token));
            Assert.IsType<ResendResult.Resent>(await gather.Sink.ResendAsync(created.Invite, [DeliveryChannel.Sms], Token));
            Assert.Equal(new Interview(Requests.InterviewId, "Engineering first interview", true, "active"), await gather.Sink.FindInterviewAsync(Requests.InterviewId, Token));
            Assert.Equal("paused", (await gather.Sink.FindInterviewAsync("e7b46d03-91a5-4f28-a6de-2c8b5f1d7094", Token))!.State);
            Assert.Matches("sees [0-9]+ interviews", await gather.Sink.CheckAsync(Token));
            Assert.Null(await gather.Sink.FindInterviewAsync(Requests.PersonId, Token));
            Assert.Null(await gather.Sink.GetStatusAsync(new InviteReference(Requests.PersonId), Token));
        }

        gather.Sandbox.SetStatus(created.Invite.Id, "new_response");
        Assert.Equal(InviteProgress.Completed, (await gather.Sink.GetStatusAsync(created.Invite, Token))!.Progress);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task WhereManyStandIsToldByPages(string shape)
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { Drift = Drift(shape), RateLimits = [] });
        var made = new List<InviteReference>();
        for (var i = 0; i < 130; i++)
        {
            var person = Requests.Person with { PersonExternalId = $"acme:P-{i}", Email = $"p{i}@example.org", Reference = $"acme:A-{i}:stores" };
            var ready = Assert.IsType<CreateResult.PersonReady>(await gather.Sink.CreateAsync(person, Token));
            made.Add(Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(person with { PersonReference = ready.PersonReference }, Token)).Invite);
        }

        gather.Sandbox.SetStatus(made[0].Id, "new_response");
        var first = await gather.Sink.ListAsync(Requests.InterviewId, 1, Token);
        var second = await gather.Sink.ListAsync(Requests.InterviewId, 2, Token);

        Assert.Equal((2, 100, 30), (first.Pages, first.Statuses.Count, second.Statuses.Count));
        var all = first.Statuses.Concat(second.Statuses).ToDictionary();
        Assert.Equal(made.ToHashSet(), all.Keys.ToHashSet());
        Assert.Equal(InviteProgress.Completed, all[made[0]].Progress);
        Assert.All(made.Skip(1), m => Assert.Equal(InviteProgress.Sent, all[m].Progress));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task AnInviteIsSentAgainAndArchivedAndArchivingTwiceIsOnce(string shape)
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { Drift = Drift(shape) });
        var created = Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(await gather.WithPersonAsync(), Token));

        Assert.IsType<ResendResult.Resent>(await gather.Sink.ResendAsync(created.Invite, [DeliveryChannel.Email], Token));
        Assert.IsType<WithdrawResult.Archived>(await gather.Sink.ArchiveAsync(created.Invite, Token));
        Assert.IsType<WithdrawResult.Archived>(await gather.Sink.ArchiveAsync(created.Invite, Token));

        Assert.Equal(InviteProgress.Archived, (await gather.Sink.GetStatusAsync(created.Invite, Token))!.Progress);
        Assert.Equal(["POST", "PATCH", "PATCH"], gather.Sandbox.Requests.Skip(2).Take(3).Select(r => r.Method), StringComparer.Ordinal);
        Assert.Equal(1, gather.Invites);
    }

    [Fact]
    public async Task AnArchivingThatIsCutOffIsAmbiguousAndAnUnknownInviteIsRejected()
    {
        await using var gather = await LiveGather.StartAsync();
        var created = Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(await gather.WithPersonAsync(), Token));
        gather.Fault(SandboxFaultKind.CutAfter, "candidate-interviews", "PATCH");

        Assert.Equal(SinkFault.Ambiguous, (await Assert.ThrowsAsync<SinkException>(() => gather.Sink.ArchiveAsync(created.Invite, Token))).Fault);
        Assert.Single(gather.Sandbox.Requests, r => r.Method == "PATCH");
        Assert.Contains("404", Assert.IsType<WithdrawResult.Rejected>(await gather.Sink.ArchiveAsync(new(Requests.PersonId), Token)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DuplicateAnswer.Conflict)]
    [InlineData(DuplicateAnswer.ValidationError)]
    public async Task APersonWhomARecruiterMadeByHandIsAdopted(DuplicateAnswer answer)
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { DuplicateAnswer = answer });
        var id = gather.Sandbox.AddCandidate("A.", "Lovelace", "ADA+jobs@Example.org");

        Assert.IsType<CreateResult.PersonExists>(await gather.Sink.CreateAsync(Requests.Person, Token));
        Assert.Equal(new FindResult.Person(id), await gather.Sink.FindAsync(Requests.Person, Token));
        // By e-mail only: the recruiter's candidate has no phone and no consent, and Gather goes by its own.
        var request = Requests.Person with { PersonReference = id, WebhookUrl = null, Channels = [DeliveryChannel.Email] };
        Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(request, Token));
        Assert.Equal(1, gather.Invites);
    }

    [Theory]
    [InlineData(DuplicateAnswer.Conflict)]
    [InlineData(DuplicateAnswer.ValidationError)]
    public async Task AnInviteThatExistsIsAdopted(DuplicateAnswer answer)
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { DuplicateInviteAnswer = answer });
        var request = await gather.WithPersonAsync();
        var first = Assert.IsType<CreateResult.Created>(await gather.Sink.CreateAsync(request, Token));

        Assert.IsType<CreateResult.InviteExists>(await gather.Sink.CreateAsync(request, Token));
        Assert.Equal(first.Invite, Assert.IsType<FindResult.Invite>(await gather.Sink.FindAsync(request, Token)).Reference);
        Assert.Equal(1, gather.Invites);
    }

    [Theory]
    [InlineData("candidates")]
    [InlineData("candidate-interviews")]
    public async Task AConnectionCutAfterTheEffectIsAmbiguousAndFound(string path)
    {
        await using var gather = await LiveGather.StartAsync();
        var request = path == "candidates" ? Requests.Person : await gather.WithPersonAsync();
        await gather.Sink.CheckAsync(Token); // a kept connection, which the handler would like to try again on
        gather.Fault(SandboxFaultKind.CutAfter, path);

        var fault = await Assert.ThrowsAsync<SinkException>(() => gather.Sink.CreateAsync(request, Token));

        Assert.Equal(SinkFault.Ambiguous, fault.Fault);
        Assert.Single(gather.Sandbox.Requests, entry => entry.Fault == SandboxFaultKind.CutAfter);
        Assert.Single(gather.Sandbox.Requests, entry => entry.Method == "POST" && entry.Path.Contains("/" + path, StringComparison.Ordinal));
        Assert.False(await gather.Sink.FindAsync(request, Token) is FindResult.Nothing or FindResult.Unclear);
    }

    [Fact]
    public async Task AConnectionCutBeforeTheEffectIsAmbiguousTooAndNothingIsFound()
    {
        await using var gather = await LiveGather.StartAsync();
        var request = await gather.WithPersonAsync();
        gather.Fault(SandboxFaultKind.CutBefore, "candidate-interviews");

        Assert.Equal(SinkFault.Ambiguous, (await Assert.ThrowsAsync<SinkException>(() => gather.Sink.CreateAsync(request, Token))).Fault);
        Assert.IsType<FindResult.Nothing>(await gather.Sink.FindAsync(request, Token));
        Assert.Single(gather.Sandbox.Requests, entry => entry.Path.Contains("candidate-interviews", StringComparison.Ordinal) && entry.Method == "POST");
    }

    [Fact]
    public async Task AnEffectThatComesLateIsNothingFirstAndFoundLater()
    {
        await using var gather = await LiveGather.StartAsync();
        var request = await gather.WithPersonAsync();
        gather.Fault(SandboxFaultKind.LateEffect, "candidate-interviews", delay: TimeSpan.FromMinutes(1));

        Assert.Equal(SinkFault.Ambiguous, (await Assert.ThrowsAsync<SinkException>(() => gather.Sink.CreateAsync(request, Token))).Fault);
        Assert.IsType<FindResult.Nothing>(await gather.Sink.FindAsync(request, Token));
        gather.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await gather.Sink.FindAsync(request, Token);
        for (var i = 0; i < 90 && later is FindResult.Nothing; i++) // the effect is on its way on another thread
        {
            later = await gather.Sink.FindAsync(request, Token);
        }

        Assert.IsType<FindResult.Invite>(later);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ABrokenAnswerIsAmbiguousAndFound(bool html)
    {
        await using var gather = await LiveGather.StartAsync();
        var request = await gather.WithPersonAsync();
        gather.Fault(SandboxFaultKind.MalformedBody, "candidate-interviews", html: html);
        gather.Fault(SandboxFaultKind.MalformedBody, "candidate-interviews", "GET", html: html);

        Assert.Equal(SinkFault.Ambiguous, (await Assert.ThrowsAsync<SinkException>(() => gather.Sink.CreateAsync(request, Token))).Fault);
        Assert.Equal(SinkFault.Transient, (await Assert.ThrowsAsync<SinkException>(() => gather.Sink.FindAsync(request, Token))).Fault);
        Assert.IsType<FindResult.Invite>(await gather.Sink.FindAsync(request, Token));
    }

    [Fact]
    public async Task TheLimitSaysUntilWhen()
    {
        await using var gather = await LiveGather.StartAsync(new GatherSandboxOptions { RateLimits = [new(2, TimeSpan.FromMinutes(1))] });
        await gather.Sink.CheckAsync(Token);
        gather.Time.Advance(TimeSpan.FromSeconds(20));
        await gather.Sink.CheckAsync(Token);

        var fault = await Assert.ThrowsAsync<SinkException>(() => gather.Sink.CreateAsync(Requests.Person, Token));

        Assert.Equal(SinkFault.RateLimited, fault.Fault);
        Assert.InRange(fault.Until!.Value, ScriptedGather.Now.AddSeconds(60), ScriptedGather.Now.AddSeconds(61));
        gather.Time.SetUtcNow(fault.Until.Value);
        Assert.IsType<CreateResult.PersonReady>(await gather.Sink.CreateAsync(Requests.Person, Token));
    }

    [Fact]
    public async Task ARevokedKeyIsUnauthorized()
    {
        await using var gather = await LiveGather.StartAsync();
        await gather.Sink.CheckAsync(Token);
        gather.Sandbox.RevokeKey("qapi_sandbox");

        var fault = await Assert.ThrowsAsync<SinkException>(() => gather.Sink.CreateAsync(Requests.Person, Token));

        Assert.Equal(SinkFault.Unauthorized, fault.Fault);
        Assert.DoesNotContain("qapi_", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARedirectIsNotFollowedWithTheKey()
    {
        await using var elsewhere = await LiveGather.StartAsync();
        await using var gather = await LiveGather.StartAsync();
        gather.Sandbox.AddFault(new SandboxFault { Kind = SandboxFaultKind.Redirect, Location = new Uri(elsewhere.Sandbox.BaseAddress, "qsi/gather/candidates") });

        var rejected = Assert.IsType<CreateResult.Rejected>(await gather.Sink.CreateAsync(Requests.Person, Token));

        Assert.Contains(elsewhere.Sandbox.BaseAddress.Authority, rejected.Reason, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Sandbox.Requests);
    }

    [Fact]
    public async Task NobodyListeningAndABrokenHandshakeAreNotSent()
    {
        await using var gather = await LiveGather.StartAsync();
        var gone = await LiveGather.StartAsync();
        var address = gone.Sandbox.BaseAddress;
        await gone.DisposeAsync();
        var tls = new UriBuilder(gather.Sandbox.BaseAddress) { Scheme = "https" }.Uri;

        foreach (var where in new[] { address, tls })
        {
            var fault = await Assert.ThrowsAsync<SinkException>(() => gather.SinkAt(where).CreateAsync(Requests.Person, Token));
            Assert.Equal(SinkFault.Transient, fault.Fault);
        }
    }

    [Theory]
    [InlineData("e7b46d03-91a5-4f28-a6de-2c8b5f1d7094")] // paused
    [InlineData("11111111-2222-3333-4444-555555555555")] // nowhere
    public async Task AnInterviewThatCannotBeSentIsAPersonsToMend(string interviewId)
    {
        await using var gather = await LiveGather.StartAsync();
        var request = await gather.WithPersonAsync();

        var rejected = Assert.IsType<CreateResult.Rejected>(await gather.Sink.CreateAsync(request with { InterviewId = interviewId }, Token));

        Assert.NotEmpty(rejected.Reason);
        Assert.Equal(0, gather.Invites);
    }
}
