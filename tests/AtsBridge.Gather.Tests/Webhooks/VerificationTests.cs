using System.Globalization;
using System.Text;

namespace AtsBridge.Gather.Tests.Webhooks;

/// <summary>What is believed, and what is not.</summary>
public sealed class VerificationTests
{
    private static readonly GatherInviteSink Sink = Delivery.Sink();

    [Fact]
    public void WhatGatherSignedIsBelieved()
    {
        var report = Assert.Single(Assert.IsType<WebhookResult.Statuses>(Delivery.Of(Delivery.Event()).To(Sink)).Reports);

        Assert.Equal(new StatusReport("candidate_interview.completed", new("ci-1"), InviteProgress.Completed, "new_response", Delivery.Now), report);
    }

    [Fact]
    public void WithoutASecretNothingIsBelievedAndTheOperatorIsToldWhatToSet()
    {
        var closed = Assert.IsType<WebhookResult.NotConfigured>(Delivery.Of(Delivery.Event(), secret: "").To(Delivery.Sink(secret: null)));

        Assert.Contains("AtsBridge__Sinks__gather__Options__WebhookSecret", closed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1772442000")]
    [InlineData("1772442000123")]
    [InlineData("2026-03-02T09:00:00Z")]
    [InlineData("2026-03-02T09:00:00.123Z")]
    public void TheTimestampMayBeInAnyUsualForm(string timestamp)
    {
        var delivery = Delivery.Of(Delivery.Event()) with { Timestamp = timestamp };
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        Assert.IsType<WebhookResult.Statuses>(delivery.To(Sink, at.AddMinutes(-5).AddSeconds(1)));
        Assert.IsType<WebhookResult.Statuses>(delivery.To(Sink, at.AddMinutes(5)));
        Assert.IsType<WebhookResult.Refused>(delivery.To(Sink, at.AddMinutes(5).AddSeconds(1)));
        Assert.IsType<WebhookResult.Refused>(delivery.To(Sink, at.AddMinutes(-5).AddSeconds(-1)));
    }

    [Fact]
    public void TheToleranceIsTheConfiguredOne()
    {
        var sink = Delivery.Sink(tolerance: TimeSpan.FromSeconds(10));

        Assert.IsType<WebhookResult.Statuses>(Delivery.Of(Delivery.Event()).To(sink, Delivery.Now.AddSeconds(10)));
        var stale = Assert.IsType<WebhookResult.Refused>(Delivery.Of(Delivery.Event()).To(sink, Delivery.Now.AddSeconds(11)));
        Assert.Contains("it is genuine", stale.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WhileTheSecretChangesBothAreBelieved()
    {
        var sink = Delivery.Sink(secret: "new", previous: Delivery.TheSecret);
        var old = Delivery.Of(Delivery.Event());
        var both = $"{old.Header},v1={(old with { Secret = "new" }).Hash}";

        Assert.IsType<WebhookResult.Statuses>(old.To(sink));
        Assert.IsType<WebhookResult.Statuses>((old with { Secret = "new" }).To(sink));
        Assert.IsType<WebhookResult.Statuses>(old.To(Delivery.Sink(secret: "new"), header: both));
        Assert.IsType<WebhookResult.Refused>(old.To(Delivery.Sink(secret: "new")));
        Assert.IsType<WebhookResult.Refused>((old with { Secret = "" }).To(sink));
    }

    [Fact]
    public void HarmlessFormsOfTheHeaderAreRead()
    {
        var delivery = Delivery.Of(Delivery.Event());

        Assert.IsType<WebhookResult.Statuses>(delivery.To(Sink, header: $" t={delivery.Timestamp} , v1={delivery.Hash.ToUpperInvariant()}"));
        Assert.IsType<WebhookResult.Statuses>(delivery.To(Sink, header: $"v0=abc,v1={delivery.Hash},v2=x,t={delivery.Timestamp}"));
    }

    public static TheoryData<string> Malformed()
    {
        var delivery = Delivery.Of(Delivery.Event());
        var (t, hash) = (delivery.Timestamp, delivery.Hash);
        return [
            "", " ", ",", "=", "t", "t=", $"t={t}", $"v1={hash}", $"t={t},v1=", $"t={t},v1={hash[..63]}", $"t={t},v1={hash}0", $"t={t},v1={hash},",
            $"t={t};v1={hash}", $"t={t},v1={hash},v1=zz", $"t={t},t={t},v1={hash}", $"t={t},={hash}", $"t={t},{hash}", $"T={t},V1={hash}", $"t= {t},v1={hash}",
            $"t={t} ,v1 ={hash}", $"t=+{t},v1={hash}", $"t=-1,v1={hash}", $"t={t}.0,v1={hash}", $"t=٢{t[1..]},v1={hash}", $"t=99999999999999,v1={hash}", $"t={t}\n,v1={hash}",
            $"t={t},v1={string.Join(",v1=", Enumerable.Repeat(hash, 9))}", $"t={t},v1={hash},x={new string('a', 2_048)}", $"t=2026-13-40T99:99:99Z,v1={hash}",
            $"t=2026-03-02,v1={hash}", $"t={t},v1=g{hash[1..]}", $"t={t},v1=\"{hash}\"", $"t={t},v1={Convert.ToBase64String(Convert.FromHexString(hash))}", $"{t},{hash}", hash,
        ];
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void AHeaderOfAnotherFormIsRefused(string header)
    {
        var delivery = Delivery.Of(Delivery.Event());

        Assert.Contains("is not of the form", Assert.IsType<WebhookResult.Refused>(delivery.To(Sink, header: header)).Reason, StringComparison.Ordinal);
    }

    /// <summary>What is signed is one string: whoever could move its dot could give a webhook another time or body.</summary>
    [Fact]
    public void TheBorderBetweenTimestampAndBodyCanNotBeMoved()
    {
        var body = Delivery.Event();
        foreach (var timestamp in new[] { "1772442000", "2026-03-02T09:00:00.123Z", "2026-03-02T09:00:00Z" })
        {
            var signed = $"{timestamp}.{body}";
            var hash = Delivery.Sign(timestamp, Encoding.UTF8.GetBytes(body), Delivery.TheSecret);
            for (var dot = 0; dot < signed.Length; dot++)
            {
                if (signed[dot] != '.' || dot == timestamp.Length)
                {
                    continue;
                }

                var moved = Delivery.Send(Sink, $"t={signed[..dot]},v1={hash}", Encoding.UTF8.GetBytes(signed[(dot + 1)..]), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
                Assert.IsType<WebhookResult.Refused>(moved);
            }
        }
    }

    [Fact]
    public void AReasonQuotesNothingOfTheRequestAndNoSecret()
    {
        var stranger = Delivery.Of(Delivery.Event(id: "ci-private"), secret: "another");
        string[] reasons =
        [
            Assert.IsType<WebhookResult.Refused>(stranger.To(Sink)).Reason,
            Assert.IsType<WebhookResult.Refused>(stranger.To(Sink, header: "t=ada@example.com")).Reason,
            Assert.IsType<WebhookResult.Refused>(Delivery.Send(Sink, null, stranger.Body)).Reason,
            Assert.IsType<WebhookResult.Refused>(Delivery.Of(Delivery.Event()).To(Sink, Delivery.Now.AddHours(1))).Reason,
        ];

        Assert.Equal(4, reasons.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(reasons, r => r.Contains("ci-private", StringComparison.Ordinal) || r.Contains("ada@", StringComparison.Ordinal)
            || r.Contains(Delivery.TheSecret, StringComparison.Ordinal) || r.Contains(stranger.Hash, StringComparison.Ordinal));
    }

    [Fact]
    public void TheSignatureIsOverTheBytesAsTheyCame()
    {
        var body = Delivery.Event().Replace("\"status\"", "\"note\":\"caf\u00e9\", \"status\"", StringComparison.Ordinal);
        var latin = Delivery.Of(body) with { Body = Encoding.Latin1.GetBytes(body) };

        Assert.IsType<WebhookResult.Statuses>(Delivery.Of(body).To(Sink));
        Assert.IsType<WebhookResult.Statuses>(latin.To(Sink));
        Assert.IsType<WebhookResult.Refused>(latin.To(Sink, body: Encoding.UTF8.GetBytes(body)));
        Assert.IsType<WebhookResult.Refused>(Delivery.Of(body).To(Sink, body: Encoding.UTF8.GetBytes(body + " ")));
    }

    [Theory]
    [InlineData("00:00:09", false)]
    [InlineData("00:00:10", true)]
    [InlineData("00:15:00", true)]
    [InlineData("00:15:01", false)]
    [InlineData("-00:05:00", false)]
    public void TheToleranceHasItsBounds(string tolerance, bool allowed)
    {
        var settings = new GatherSettings { ApiKey = "qapi_abc", WebhookTolerance = TimeSpan.Parse(tolerance, CultureInfo.InvariantCulture) };
        var faults = settings.Validate(new(settings)).ToList();

        Assert.Equal(allowed, faults.Count == 0);
        Assert.All(faults, f => Assert.Equal("WebhookTolerance", Assert.Single(f.MemberNames)));
    }

    [Theory]
    [InlineData(" ", null, "WebhookSecret")]
    [InlineData("whsec\n", null, "WebhookSecret")]
    [InlineData("whsec", " old", "PreviousWebhookSecret")]
    [InlineData(null, "old", "PreviousWebhookSecret")]
    [InlineData("new", "old", null)]
    public void ASecretThatCannotFitIsNamedAndNotQuoted(string? secret, string? previous, string? named)
    {
        var settings = new GatherSettings { ApiKey = "qapi_abc", WebhookSecret = secret, PreviousWebhookSecret = previous };
        var fault = settings.Validate(new(settings)).SingleOrDefault();

        Assert.Equal(named, fault?.MemberNames.Single());
        Assert.DoesNotContain("whsec", $"{fault?.ErrorMessage}", StringComparison.Ordinal);
    }
}
