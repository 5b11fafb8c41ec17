using System.Security.Cryptography;
using System.Text;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Mutations;

namespace AtsBridge.Adapters.Rest.Tests.Hostile;

/// <summary>Whatever is posted, signed or not, there is an answer and no exception.</summary>
public sealed class AnyWebhookTests
{
    /// <summary>The profiles share the hundred thousand.</summary>
    private const int Share = 4;

    private static readonly byte[][] Words =
    [
        .. new[] { "{", "}", "[", "]", "\"", ",", ":", "null", "-1", "1e999", "\\", "\\ud83d", "\0", "{}", "[]", "\"id\":", "\"payload\":", "\"data\":", "\"event\":", "sha256", "=", "9999999999999999999999", "\uFEFF" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3],
    ];

    [Theory]
    [InlineData("greenhouse", 1)]
    [InlineData("lever", 2)]
    [InlineData("ashby", 3)]
    [InlineData("smartrecruiters", 4)]
    public void AnyBodyHasAnAnswer(string profile, int seed)
    {
        using var source = VendorSource.Open(profile, api: null, """{ "Authentication": { "ClientId": "id", "ClientSecret": "s" } }""");
        var at = QuickTime.Start.ToUnixTimeMilliseconds();
        var sane = Encoding.UTF8.GetBytes(profile switch
        {
            "greenhouse" => """{"action":"candidate_stage_change","payload":{"application":{"id":5,"status":"active","last_activity_at":"2026-11-22T08:00:00Z","current_stage":{"id":9,"name":"Call"},"candidate":{"id":7,"first_name":"Ada","email_addresses":[{"value":"ada@example.com"}]},"jobs":[{"id":31,"name":"Nurse"}]}}}""",
            "lever" => $$"""{"event":"candidateStageChange","triggeredAt":{{at}},"token":"abc","signature":"{{Signing.Hex($"abc{at}")}}","data":{"opportunityId":"o-1"} }""",
            "ashby" => """{"action":"candidateStageChange","data":{"application":{"id":"a","updatedAt":"2026-11-22T08:00:00Z","status":"Active","candidate":{"id":"c","name":"Ada"},"currentInterviewStage":{"id":"s","title":"Call"}}}}""",
            _ => """{"candidate_id":"c-1"}""",
        });
        var told = 0;
        for (var i = 0; i < Mutation.Count / Share; i++)
        {
            var number = unchecked((seed * 1_000_003) + i);
            var random = new Random(~number);
            var body = Mutation.Of(sane, number, Words);
            // Half of them are the vendor's own, as far as a signature tells.
            var key = random.Next(2) == 0 ? VendorSource.Secret : "another";
            var stamp = $"{QuickTime.Start.ToUnixTimeSeconds()}";
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Signature"] = "sha256 " + Hex(key, body), ["Ashby-Signature"] = "sha256=" + Hex(key, body), ["event-name"] = "application.created", ["smartrecruiters-timestamp"] = stamp,
                ["smartrecruiters-signature"] = "v1=" + Hex(key, [.. Encoding.UTF8.GetBytes(stamp + "."), .. body, .. "..application.created.."u8]),
            };
            foreach (var name in headers.Keys.ToList())
            {
                if (random.Next(20) == 0)
                {
                    headers[name] = Encoding.Latin1.GetString(Mutation.Of(Encoding.Latin1.GetBytes(headers[name]), ~number, Words));
                }
            }

            var result = source.Source.Receive(body, headers, QuickTime.Start);
            told += result is WebhookResult.Applications ? 1 : 0;
            if (key != VendorSource.Secret && profile != "lever")
            {
                Assert.IsType<WebhookResult.Refused>(result);
            }

            Assert.DoesNotContain("ada@", result switch { WebhookResult.Ignored i1 => i1.What, WebhookResult.Refused r => r.Reason, _ => "" }, StringComparison.Ordinal);
        }

        Assert.True(told > 0);
    }

    private static string Hex(string key, byte[] message) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), message));
}
