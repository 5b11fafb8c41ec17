using System.Net.Http.Json;
using AtsBridge.Chaos.Books;
using AtsBridge.Chaos.Population;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Tests;

/// <summary>A comparison of books that can't fail proves nothing: each thing that must not be is done here, and found.</summary>
public sealed class BooksTests
{
    private static readonly People Everybody = People.Draw(50, 12, seed: 1);

    private static readonly (int Person, string Interview) Owed = Everybody.Duties.First(d => d.Value == Duty.Once).Key;

    [Fact]
    public void TheSameSeedGivesTheSamePeople()
    {
        Assert.Equal(Everybody.Moves, People.Draw(50, 12, seed: 1).Moves);
        Assert.NotEqual(Everybody.Moves, People.Draw(50, 12, seed: 2).Moves);
    }

    [Fact]
    public async Task WhoIsOwedAnInviteAndHasNoneIsMissingUntilItIsThere()
    {
        await using var sandbox = await StartAsync();
        var books = new SinkBooks(sandbox, Everybody);
        Assert.Empty(books.Read());
        Assert.Contains(Owed, books.Missing);

        await InviteAsync(sandbox, Owed);
        Assert.Empty(books.Read());
        Assert.DoesNotContain(Owed, books.Missing);
    }

    [Fact]
    public async Task ASecondInviteAnInviteToNobodysWishAndOneThatWasSentAgainAreWrong()
    {
        await using var sandbox = await StartAsync();
        var books = new SinkBooks(sandbox, Everybody);
        var id = await InviteAsync(sandbox, Owed);
        await InviteAsync(sandbox, Owed);
        Assert.Contains("for the 2. time", Assert.Single(books.Read()), StringComparison.Ordinal);

        var stranger = Enumerable.Range(0, Everybody.Count).First(p => !Everybody.Duties.ContainsKey((p, People.Interview)));
        await InviteAsync(sandbox, (stranger, People.Interview));
        Assert.Contains("must not be invited", Assert.Single(books.Read()), StringComparison.Ordinal);

        using var http = Client(sandbox);
        using var resend = await http.PostAsJsonAsync($"/qsi/gather/candidate-interviews/{id}/resend-invite", new { deliveryTypes = new[] { "email" } }, TestContext.Current.CancellationToken);
        resend.EnsureSuccessStatusCode();
        Assert.Contains("was sent again", Assert.Single(books.Read()), StringComparison.Ordinal);
        Assert.Equal((1, 1, 2), (books.Duplicates, books.Unasked, books.MostForOne));
    }

    [Fact]
    public async Task ALedgerThatSaysOtherwiseThanTheSinkIsFound()
    {
        await using var sandbox = await StartAsync();
        var books = new SinkBooks(sandbox, Everybody);
        await InviteAsync(sandbox, Owed);
        books.Read();

        Assert.DoesNotContain(Against(books, "Sent"), w => w.Contains("the ledger says", StringComparison.Ordinal));
        Assert.Contains(Against(books, "Cancelled"), w => w.Contains("the ledger says Cancelled", StringComparison.Ordinal));
        Assert.Contains(Against(books, "Sending"), w => w.Contains("still stands as Sending", StringComparison.Ordinal));
        Assert.Contains(Against(books, "NeedsReview"), w => w.Contains("ended as NeedsReview (because)", StringComparison.Ordinal));
        Assert.Contains(Against(books, "Sent", "Sent"), w => w.Contains("has 2 sent invites", StringComparison.Ordinal));
        Assert.Contains(new LedgerView([]).Against(books, Everybody), w => w == $"the ledger knows no invite of person {Owed.Person} to {Owed.Interview}");
    }

    private static string[] Against(SinkBooks books, params IEnumerable<string> states) =>
        [.. new LedgerView([.. states.Select((s, i) => new LedgerView.Row(i, s, "because", Reference(Owed).Split(':')[1], Owed.Interview))]).Against(books, Everybody)];

    private static string Reference((int Person, string Interview) who) => $"borg:bA{who.Person:D6}:engineering";

    private static Task<GatherSandbox> StartAsync() =>
        GatherSandbox.StartAsync(new GatherSandboxOptions(), TimeProvider.System, TestContext.Current.CancellationToken);

    private static HttpClient Client(GatherSandbox sandbox) => new() { BaseAddress = sandbox.BaseAddress, DefaultRequestHeaders = { { "x-api-key", "qapi_sandbox" } } };

    private static async Task<string> InviteAsync(GatherSandbox sandbox, (int Person, string Interview) who)
    {
        using var http = Client(sandbox);
        var candidate = sandbox.AddCandidate("Given", "Family", People.Email(who.Person));
        var body = new { candidateId = candidate, interviewId = who.Interview, sendInvite = true, deliveryTypes = new[] { "email" }, externalId = Reference(who) };
        using var answer = await http.PostAsJsonAsync("/qsi/gather/candidate-interviews", body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return sandbox.Audit[^1].CandidateInterviewId!;
    }
}
