using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Gather.Tests.Webhooks;

/// <summary>A webhook as Gather would send it, and ways to spoil it.</summary>
internal sealed record Delivery(string Timestamp, byte[] Body, string Secret)
{
    internal const string TheSecret = "whsec_9f8e7d6c5b4a";

    internal static readonly DateTimeOffset Now = ScriptedGather.Now;

    internal static Delivery Of(string body, DateTimeOffset? at = null, string secret = TheSecret) =>
        new((at ?? Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(body), secret);

    internal static string Event(string status = "new_response", string id = "ci-1", string name = "candidate_interview.completed", DateTimeOffset? at = null)
    {
        var moment = (at ?? Now).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $$"""{"event":"{{name}}","timestamp":"{{moment}}","data":{"candidateInterviewId":"{{id}}","candidateId":"c-1","interviewId":"i-1","status":"{{status}}","takenAt":"{{moment}}"} }""";
    }

    internal string Hash => Sign(Timestamp, Body, Secret);

    internal string Header => $"t={Timestamp},v1={Hash}";

    internal static string Sign(string timestamp, byte[] body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]));

    internal WebhookResult To(GatherInviteSink sink, DateTimeOffset? now = null, string? header = null, byte[]? body = null) =>
        Send(sink, header ?? Header, body ?? Body, now);

    internal static WebhookResult Send(GatherInviteSink sink, string? header, byte[] body, DateTimeOffset? now = null, string name = "x-qualifi-signature")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };
        if (header is not null)
        {
            headers[name] = header;
        }

        return sink.Receive(body, headers, now ?? Now);
    }

    internal static GatherInviteSink Sink(string? secret = TheSecret, string? previous = null, TimeSpan? tolerance = null) => new(
        new GatherSettings { ApiKey = "qapi_abc", WebhookSecret = secret, PreviousWebhookSecret = previous, WebhookTolerance = tolerance ?? TimeSpan.FromMinutes(5) },
        new HttpClient(), new AdapterContext("gather", "/"), TimeProvider.System);
}
