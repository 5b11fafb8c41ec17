using System.Text;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Tests.Webhooks;

/// <summary>What is read out of a webhook that is proven to be Gather's.</summary>
public sealed class WebhookBodyTests
{
    private static readonly GatherInviteSink Sink = Delivery.Sink();

    [Theory]
    [InlineData("invite_sent", InviteProgress.Sent)]
    [InlineData("partially_completed", InviteProgress.PartiallyCompleted)]
    [InlineData("new_response", InviteProgress.Completed)]
    [InlineData("has_reviewed", InviteProgress.Reviewed)]
    [InlineData("hired", InviteProgress.Hired)]
    [InlineData("archived", InviteProgress.Archived)]
    public void EveryStatusIsUnderstood(string word, InviteProgress progress)
    {
        var report = Report(Delivery.Event(word, name: "candidate_interview.status_changed", at: Delivery.Now.AddMinutes(-3)));

        Assert.Equal(("candidate_interview.status_changed", "ci-1", progress, word), (report.Event, report.Invite.Id, report.Progress, report.Word));
        Assert.Equal(Delivery.Now.AddMinutes(-3), report.At);
    }

    [Theory]
    [InlineData("question.audio_generated")]
    [InlineData("interview.created")]
    [InlineData("interview.updated")]
    [InlineData("candidate_interview.deleted")]
    public void OtherEventsArePassedOverByName(string name) => Assert.Equal(name, Ignored(Delivery.Event(name: name)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"event\":")]
    [InlineData("<html></html>")]
    [InlineData("{\"event\":\"candidate_interview.completed\"} {}")]
    public void WhatIsNoObjectIsPassedOver(string body) => Assert.Equal("a body that is no JSON object", Ignored(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"event\":null}")]
    [InlineData("{\"event\":{}}")]
    [InlineData("{\"event\":\"ada@example.com wrote <b>\"}")]
    public void AnEventWithoutAReadableNameIsNotQuoted(string body) => Assert.Equal("an event without a readable name", Ignored(body));

    [Theory]
    [InlineData("data", "null", "without a candidateInterviewId")]
    [InlineData("data", "[]", "without a candidateInterviewId")]
    [InlineData("data", "{\"status\":\"hired\"}", "without a candidateInterviewId")]
    [InlineData("data", "{\"candidateInterviewId\":\"../x\",\"status\":\"hired\"}", "without a candidateInterviewId")]
    [InlineData("data", "{\"candidateInterviewId\":\"ci\",\"status\":\"pondering\"}", "with a status that this version does not know")]
    [InlineData("data", "{\"candidateInterviewId\":\"ci\",\"status\":{}}", "with a status that this version does not know")]
    [InlineData("timestamp", "null", "without a timestamp")]
    [InlineData("timestamp", "\"yesterday\"", "without a timestamp")]
    [InlineData("timestamp", "\"2036-03-02T09:00:00Z\"", "with a timestamp that is still to come")]
    public void WhatLacksWhatIsNeededIsPassedOverAndSaidSo(string key, string value, string why)
    {
        var body = JObject.Parse(Delivery.Event("hired", name: "candidate_interview.status_changed"));
        body[key] = JToken.Parse(value);

        Assert.Contains(why, Ignored(body.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void ACompletionWithoutStatusOrTimestampIsOneAllTheSame()
    {
        var report = Report("""{"event":"candidate_interview.completed","data":{"candidateInterviewId":"ci","takenAt":"2026-03-01T07:00:00Z"}}""");

        Assert.Equal((InviteProgress.Completed, "new_response", new DateTimeOffset(2026, 3, 1, 7, 0, 0, TimeSpan.Zero)), (report.Progress, report.Word, report.At));
    }

    [Theory]
    [InlineData("""{"candidateInterview":{"id":"ci","status":"hired"}}""")]
    [InlineData("""{"candidateInterview":{"candidateInterviewId":"ci","status":"hired","new":[1]}}""")]
    [InlineData("""{"id":"ci","status":"hired","candidate":{"id":"c"}}""")]
    public void TheShapesOfOtherPagesAreRead(string data)
    {
        var report = Report($$"""{"event":"candidate_interview.status_changed","timestamp":1772366400,"data":{{data}},"meta":{} }""");

        Assert.Equal(("ci", InviteProgress.Hired), (report.Invite.Id, report.Progress));
    }

    [Fact]
    public void NoBodyMakesItThrow()
    {
        var random = new Random(7);
        var whole = Encoding.UTF8.GetBytes(Delivery.Event());
        for (var i = 0; i < 5_000; i++)
        {
            var body = whole.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            var delivery = Delivery.Of("") with { Body = body[..random.Next(1, body.Length + 1)] };
            Assert.True(delivery.To(Sink) is WebhookResult.Ignored or WebhookResult.Statuses);
        }

        Assert.IsType<WebhookResult.Ignored>(Delivery.Of(string.Concat(Enumerable.Repeat("[", 60_000))).To(Sink));
    }

    private static StatusReport Report(string body) => Assert.Single(Assert.IsType<WebhookResult.Statuses>(Delivery.Of(body).To(Sink)).Reports);

    private static string Ignored(string body) => Assert.IsType<WebhookResult.Ignored>(Delivery.Of(body).To(Sink)).What;
}
