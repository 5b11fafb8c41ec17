using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AtsBridge.Gather.Sandbox.Tests;

public sealed class WebhookTests
{
    [Fact]
    public async Task ACompletionIsReportedToTheInvitesAddressAndSigned()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var world = await World.StartAsync(new() { WebhookSecret = "whsec_test" });
        var id = await world.NewInviteAsync(receiver.Address.AbsoluteUri);

        world.Sandbox.SetStatus(id, "new_response");
        await world.AuditedAsync(AuditKinds.WebhookDelivered);

        var (signature, body) = Assert.Single(receiver.Received);
        var sent = JsonNode.Parse(body)!;
        Assert.Equal("candidate_interview.completed", sent["event"]!.ToString());
        Assert.Equal("2026-03-02T09:00:00.000Z", sent["timestamp"]!.ToString());
        Assert.Equal(id, sent["data"]!["candidateInterviewId"]!.ToString());
        Assert.Equal("new_response", sent["data"]!["status"]!.ToString());
        Assert.Equal("2026-03-02T09:00:00.000Z", sent["data"]!["takenAt"]!.ToString());
        var t = world.Time.GetUtcNow().ToUnixTimeSeconds();
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_test"), Encoding.UTF8.GetBytes($"{t}.{body}"));
        Assert.Equal($"t={t},v1={Convert.ToHexStringLower(hash)}", signature);
    }

    [Fact]
    public async Task TheOrganisationHearsOfEveryStatus()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var world = await World.StartAsync(new() { OrganisationWebhookUrl = receiver.Address });
        var id = await world.NewInviteAsync();

        world.Sandbox.SetStatus(id, "has_reviewed");
        world.Sandbox.SetStatus(id, "new_response");
        await world.AuditedAsync(AuditKinds.WebhookDelivered, 3);

        Assert.Equal(
            "candidate_interview.completed, candidate_interview.status_changed, candidate_interview.status_changed",
            string.Join(", ", receiver.Received.Select(sent => JsonNode.Parse(sent.Body)!["event"]!.ToString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task AFailedWebhookIsTriedAfterOneMinuteAndAfterFiveAndThenGivenUp()
    {
        await using var receiver = await Receiver.StartAsync(500, 500, 500);
        await using var world = await World.StartAsync();
        world.Sandbox.SetStatus(await world.NewInviteAsync(receiver.Address.AbsoluteUri), "new_response");

        await world.AuditedAsync(AuditKinds.WebhookFailed);
        world.Time.Advance(TimeSpan.FromSeconds(59));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.AuditedAsync(AuditKinds.WebhookFailed, 2);
        world.Time.Advance(TimeSpan.FromSeconds(239));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.AuditedAsync(AuditKinds.WebhookGivenUp);

        // The signature carries the moment of its attempt: one that came a second early would show here.
        var start = DateTimeOffset.Parse("2026-03-02T09:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        Assert.Equal([0L, 60, 300], receiver.Received.Select(sent => long.Parse(sent.Signature[2..sent.Signature.IndexOf(',')]) - start));
        Assert.Single(receiver.Received.Select(sent => sent.Body).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AReceiverThatTakesLongerThanFiveSecondsHasFailed()
    {
        await using var receiver = await Receiver.StartAsync(Receiver.Never);
        await using var world = await World.StartAsync();
        world.Sandbox.SetStatus(await world.NewInviteAsync(receiver.Address.AbsoluteUri), "new_response");

        await receiver.CalledAsync();
        world.Time.Advance(TimeSpan.FromSeconds(5));
        var failed = await world.AuditedAsync(AuditKinds.WebhookFailed);
        world.Time.Advance(TimeSpan.FromSeconds(55));
        await world.AuditedAsync(AuditKinds.WebhookDelivered);

        Assert.Contains("within 5 s", failed[0].Detail);
    }

    [Theory]
    [InlineData("http://192.0.2.1/hook")]
    [InlineData("http://example.org/hook")]
    [InlineData("http://127.0.0.1.example.org/hook")]
    public async Task NothingIsSentToOtherMachines(string address)
    {
        await using var world = await World.StartAsync();

        world.Sandbox.SetStatus(await world.NewInviteAsync(address), "new_response");

        Assert.Contains("not a loopback address", Assert.Single(await world.AuditedAsync(AuditKinds.WebhookRefused)).Detail);
    }

    [Fact]
    public async Task DuplicatesLossAndReorderingComeOnRequest()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var world = await World.StartAsync();
        var id = await world.NewInviteAsync(receiver.Address.AbsoluteUri);
        world.Sandbox.AddWebhookFault(new() { Kind = SandboxWebhookFaultKind.Lose });
        world.Sandbox.AddWebhookFault(new() { Kind = SandboxWebhookFaultKind.Delay, Delay = TimeSpan.FromSeconds(30) });
        world.Sandbox.AddWebhookFault(new() { Kind = SandboxWebhookFaultKind.Duplicate });

        world.Sandbox.SetStatus(id, "new_response");
        Assert.Equal(1, world.Effects(AuditKinds.WebhookLost));
        world.Sandbox.SetStatus(id, "new_response");
        world.Time.Advance(TimeSpan.FromSeconds(10));
        world.Sandbox.SetStatus(id, "new_response");
        await world.AuditedAsync(AuditKinds.WebhookDelivered, 2);
        world.Time.Advance(TimeSpan.FromSeconds(30));
        await world.AuditedAsync(AuditKinds.WebhookDelivered, 3);

        var bodies = receiver.Received.Select(sent => sent.Body).ToList();
        Assert.Equal(bodies[0], bodies[1]);
        Assert.Contains("09:00:10.000Z", bodies[0]);
        Assert.Contains("09:00:00.000Z", bodies[2]);
    }
}
