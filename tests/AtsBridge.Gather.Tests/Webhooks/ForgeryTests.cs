using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Gather.Tests.Webhooks;

/// <summary>100,000 deliveries that are forged, altered, stale or replayed: none is believed.</summary>
public sealed class ForgeryTests
{
    private const int Count = 100_000;

    private const string Characters = "t=v1,0123456789abcdef \t;\"\u00e9\u0000";

    private static readonly string[] Kinds =
    [
        "garbage", "random hash", "body bit", "hash digit", "timestamp digit", "other secret", "empty secret", "stale", "from the future", "replayed later", "cut", "longer",
        "another's hash", "no key", "body alone", "wrong scheme", "no header", "wrong header", "two timestamps", "written again", "timestamp renewed", "base64",
    ];

    [Fact]
    public void NoneIsBelieved()
    {
        var sink = Delivery.Sink(previous: "whsec_before");
        var random = new Random(20260302);
        var believed = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var kind = Kinds[i % Kinds.Length];
            var now = Delivery.Now.AddSeconds(random.Next(1_000_000));
            var delivery = Some(random, now);
            // Unspoilt it is believed, or being refused would prove nothing.
            if (i < 2_000)
            {
                Assert.IsType<WebhookResult.Statuses>(delivery.To(sink, now));
            }

            if (Spoilt(kind, delivery, random, now, sink) is not WebhookResult.Refused)
            {
                believed.Add(FormattableString.Invariant($"{kind} in delivery {i}"));
            }
        }

        Assert.Empty(believed);
    }

    private static Delivery Some(Random random, DateTimeOffset now) => Delivery.Of(
        Delivery.Event(random.Next(2) == 0 ? "new_response" : "has_reviewed", FormattableString.Invariant($"ci-{random.Next(1_000)}"), at: now.AddMinutes(-random.Next(60))),
        now.AddSeconds(random.Next(-299, 300)), random.Next(2) == 0 ? Delivery.TheSecret : "whsec_before");

    private static WebhookResult Spoilt(string kind, Delivery d, Random random, DateTimeOffset now, GatherInviteSink sink)
    {
        var tolerance = TimeSpan.FromMinutes(5);
        return kind switch
        {
            "garbage" => d.To(sink, now, header: Garbage(random)),
            "random hash" => d.To(sink, now, header: $"t={d.Timestamp},v1={Convert.ToHexStringLower(Bytes(random, 32))}"),
            "body bit" => d.To(sink, now, body: Flipped(d.Body, random)),
            "hash digit" => d.To(sink, now, header: $"t={d.Timestamp},v1={OtherDigit(d.Hash, random, "0123456789abcdef")}"),
            "timestamp digit" => d.To(sink, now, header: $"t={OtherDigit(d.Timestamp, random, "0123456789")},v1={d.Hash}"),
            "other secret" => (d with { Secret = d.Secret + random.Next() }).To(sink, now),
            "empty secret" => (d with { Secret = "" }).To(sink, now),
            "stale" => (d with { Timestamp = Seconds(now - tolerance - Seconds(random)) }).To(sink, now),
            "from the future" => (d with { Timestamp = Seconds(now + tolerance + Seconds(random)) }).To(sink, now),
            "replayed later" => d.To(sink, now + (2 * tolerance) + Seconds(random)),
            "cut" => d.To(sink, now, body: d.Body[..random.Next(d.Body.Length)]),
            "longer" => d.To(sink, now, body: [.. d.Body, .. Bytes(random, random.Next(1, 20))]),
            "another's hash" => d.To(sink, now, header: $"t={d.Timestamp},v1={(d with { Body = Flipped(d.Body, random) }).Hash}"),
            "no key" => d.To(sink, now, header: $"t={d.Timestamp},v1={Convert.ToHexStringLower(SHA256.HashData((byte[])[.. Encoding.UTF8.GetBytes(d.Timestamp + "."), .. d.Body]))}"),
            "body alone" => d.To(sink, now, header: $"t={d.Timestamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(d.Secret), d.Body))}"),
            "wrong scheme" => d.To(sink, now, header: $"t={d.Timestamp},{(random.Next(2) == 0 ? "v0" : "v2")}={d.Hash}"),
            "no header" => Delivery.Send(sink, null, d.Body, now),
            "wrong header" => Delivery.Send(sink, d.Header, d.Body, now, "X-Signature"),
            "two timestamps" => d.To(sink, now, header: $"{d.Header},t={Seconds(now)}"),
            "written again" => d.To(sink, now, body: Encoding.UTF8.GetBytes(Newtonsoft.Json.Linq.JObject.Parse(Encoding.UTF8.GetString(d.Body)).ToString())),
            "timestamp renewed" => d.To(sink, now.AddHours(1), header: $"t={Seconds(now.AddHours(1))},v1={d.Hash}"),
            _ => d.To(sink, now, header: $"t={d.Timestamp},v1={Convert.ToBase64String(Convert.FromHexString(d.Hash))}"),
        };
    }

    private static string Garbage(Random random) => new([.. Enumerable.Range(0, random.Next(200)).Select(_ => Characters[random.Next(Characters.Length)])]);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        var copy = bytes.ToArray();
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private static string OtherDigit(string text, Random random, string digits)
    {
        var at = random.Next(text.Length);
        var other = digits.Where(d => d != text[at]).ElementAt(random.Next(digits.Length - 1));
        return $"{text[..at]}{other}{text[(at + 1)..]}";
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(Random random) => TimeSpan.FromSeconds(random.Next(2, 10_000_000));
}
