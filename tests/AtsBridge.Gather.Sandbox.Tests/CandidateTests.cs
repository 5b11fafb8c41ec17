using static AtsBridge.Gather.Sandbox.Tests.World;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class CandidateTests
{
    [Fact]
    public async Task ACreatedCandidateIsReadBackWithAllPublishedFields()
    {
        await using var world = await World.StartAsync();

        var created = await world.PostAsync(CandidatesPath, new
        {
            firstName = "Zoë", lastName = "Ångström", email = "zoe@example.org", phone = "+4915112345678", externalId = "acme:7",
            timezone = "Europe/Berlin", smsOptIn = true,
        });
        var read = await world.GetAsync($"{CandidatesPath}/{created.Text("data.id")}");

        Assert.Equal(201, created.Status);
        Assert.Equal(200, read.Status);
        Assert.Equal("Zoë", read.Text("data.firstName"));
        Assert.Equal("Ångström", read.Text("data.lastName"));
        Assert.Equal("+4915112345678", read.Text("data.phone"));
        Assert.Equal("Europe/Berlin", read.Text("data.timezone"));
        Assert.Equal("true", read.Text("data.smsOptIn"));
        foreach (var field in new[] { "resumeUrl", "linkedInURL", "source", "createdAt", "updatedAt" })
        {
            Assert.True(read.At("data")!.AsObject().ContainsKey(field), field);
        }

        Assert.True(Guid.TryParse(read.Text("meta.requestId"), out _));
        Assert.Equal("2026-03-02T09:00:00.000Z", read.Text("meta.timestamp"));
    }

    [Fact]
    public async Task ExternalIdFiltersExactlyAndSearchMatchesNameOrEmail()
    {
        await using var world = await World.StartAsync();
        await world.NewCandidateAsync("ada@example.org", "acme:1");
        await world.NewCandidateAsync("grace@example.org", "acme:10");

        var exact = await world.GetAsync($"{CandidatesPath}?externalId=acme:1");
        var byEmail = await world.GetAsync($"{CandidatesPath}?search=GRACE");
        var byName = await world.GetAsync($"{CandidatesPath}?search=ada%20byr");

        Assert.Equal("ada@example.org", Assert.Single(exact.At("data")!.AsArray())!["email"]!.ToString());
        Assert.Equal("acme:10", Assert.Single(byEmail.At("data")!.AsArray())!["externalId"]!.ToString());
        Assert.Equal("2", byName.Text("meta.pagination.total"));
    }

    [Fact]
    public async Task PagesAreTenLongUnlessAskedOtherwise()
    {
        await using var world = await World.StartAsync();
        for (var i = 0; i < 25; i++)
        {
            await world.NewCandidateAsync($"p{i}@example.org", $"acme:{i}");
        }

        var first = await world.GetAsync(CandidatesPath);
        var last = await world.GetAsync($"{CandidatesPath}?page=3&pageSize=10");
        var beyond = await world.GetAsync($"{CandidatesPath}?page=2000000000&pageSize=100");
        var tooLarge = await world.GetAsync($"{CandidatesPath}?pageSize=101");

        Assert.Equal(10, first.At("data")!.AsArray().Count);
        Assert.Equal("3", first.Text("meta.pagination.totalPages"));
        Assert.Equal("10", first.Text("meta.pagination.limit"));
        Assert.Equal(5, last.At("data")!.AsArray().Count);
        Assert.Empty(beyond.At("data")!.AsArray());
        Assert.Equal("pageSize", tooLarge.Text("error.details.field"));
    }

    [Fact]
    public async Task ArchivedCandidatesAreFilteredOnlyWhenAsked()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.AddCandidate("Old", "Hand", "old@example.org", archived: true);
        await world.NewCandidateAsync();

        Assert.Equal("2", (await world.GetAsync(CandidatesPath)).Text("meta.pagination.total"));
        Assert.Equal("Old", (await world.GetAsync($"{CandidatesPath}?archived=true")).Text("data.0.firstName"));
        Assert.Equal("Ada", (await world.GetAsync($"{CandidatesPath}?archived=false")).Text("data.0.firstName"));
    }

    [Theory]
    [InlineData(DuplicateAnswer.Conflict, 409, 1)]
    [InlineData(DuplicateAnswer.ValidationError, 400, 1)]
    [InlineData(DuplicateAnswer.Allow, 201, 2)]
    public async Task ADuplicateIsAnsweredAsTheOptionSays(DuplicateAnswer how, int status, int candidates)
    {
        await using var world = await World.StartAsync(new() { DuplicateAnswer = how });
        await world.NewCandidateAsync("ada@example.org", "acme:1");

        var sameEmail = await world.PostAsync(CandidatesPath, Ada("ADA@example.org", "acme:1"));

        Assert.Equal(status, sameEmail.Status);
        Assert.Equal(candidates, world.Effects(AuditKinds.CandidateCreated));
        if (status != 201)
        {
            Assert.Contains("already exists", sameEmail.Text("error.details.reason"));
        }
    }

    [Fact]
    public async Task ADuplicateExternalIdIsNamed()
    {
        await using var world = await World.StartAsync();
        await world.NewCandidateAsync("ada@example.org", "acme:1");

        var answer = await world.PostAsync(CandidatesPath, Ada("other@example.org", "acme:1"));

        Assert.Equal(409, answer.Status);
        Assert.Equal("externalId", answer.Text("error.details.field"));
    }

    [Theory]
    [InlineData("""{"lastName":"B","email":"a@b.org"}""", "firstName")]
    [InlineData("""{"firstName":"A"}""", "email")]
    [InlineData("""{"firstName":"A","email":"a@b"}""", "email")]
    [InlineData("""{"firstName":"A","email":"a b@c.org"}""", "email")]
    [InlineData("""{"firstName":"A","email":"a@b@c.org"}""", "email")]
    [InlineData("""{"firstName":"A","email":"a@b.org","phone":"0151 1234"}""", "phone")]
    [InlineData("""{"firstName":"A","email":"a@b.org","phone":"+0123456"}""", "phone")]
    [InlineData("""{"firstName":"A","email":"a@b.org","phone":"+1234567890123456"}""", "phone")]
    [InlineData("""{"firstName":"A","email":"a@b.org","phone":15551234567}""", "phone")]
    [InlineData("""{"firstName":"A","email":"a@b.org","timezone":"W. Europe Standard Time"}""", "timezone")]
    [InlineData("""{"firstName":"A","email":"a@b.org","smsOptIn":"yes"}""", "smsOptIn")]
    [InlineData("""{"firstName":"\ud800","email":"a@b.org"}""", "firstName")]
    public async Task WhatIsNotValidIsRefusedWithFieldAndReason(string body, string field)
    {
        await using var world = await World.StartAsync();

        var answer = await world.SendAsync(HttpMethod.Post, CandidatesPath, new StringContent(body, null, "application/json"));

        Assert.Equal(400, answer.Status);
        Assert.Equal("VALIDATION_ERROR", answer.Text("error.code"));
        Assert.Equal(field, answer.Text("error.details.field"));
        Assert.NotEmpty(answer.Text("error.details.reason"));
        Assert.Empty(world.Sandbox.Audit);
    }
}
