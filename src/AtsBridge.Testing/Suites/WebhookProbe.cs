using System.Text;

namespace AtsBridge.Testing;

/// <summary>Requests that nobody has signed.</summary>
internal static class WebhookProbe
{
    private static readonly string[] Bodies =
        ["", "{}", "null", "[[[[", "<html>", "\u0000\u0001", new string('[', 50_000), "{\"event\":\"invite_completed\",\"action\":\"candidate_stage_change\",\"data\":{\"id\":\"1\",\"status\":\"completed\"}}"];

    private static readonly string[][] Headers = [[], ["X-Signature", "sha256=00"], ["Signature", "sha256 zz"], ["X-Webhook-Signature", "t=1,v1=00"], ["Authorization", "Bearer x"]];

    /// <summary>What a receiver does with one of them that it must not; null where it refuses them all.</summary>
    internal static string? Unproven(IWebhookReceiver receiver, DateTimeOffset now) =>
        Bodies.SelectMany(body => Headers.Select(header => Wrong(receiver, body, header, now))).FirstOrDefault(wrong => wrong is not null);

    /// <summary>Whether it receives nothing at all as it is set up.</summary>
    internal static bool IsClosed(IWebhookReceiver receiver, DateTimeOffset now) =>
        receiver.Receive(default, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), now) is WebhookResult.NotConfigured;

    private static string? Wrong(IWebhookReceiver receiver, string body, string[] header, DateTimeOffset now)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (header is [var name, var value])
        {
            headers[name] = value;
        }

        try
        {
            var result = receiver.Receive(Encoding.UTF8.GetBytes(body), headers, now);
            return result is WebhookResult.Refused or WebhookResult.NotConfigured ? null : $"it said {result.GetType().Name}";
        }
        catch (Exception fault)
        {
            return $"it threw {fault.GetType().Name}";
        }
    }
}
