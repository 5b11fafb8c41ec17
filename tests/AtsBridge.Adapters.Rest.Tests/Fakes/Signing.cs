using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>Signs as vendors do, and proves that nothing else is taken.</summary>
internal static class Signing
{
    public static string Hex(string message, string secret = VendorSource.Secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));

    /// <summary>A signature in a header over the body: the right one is taken, and no byte of either may be another.</summary>
    public static WebhookResult OverBody(VendorSource source, string body, string header, string prefix, params (string Name, string Value)[] more)
    {
        var signature = prefix + Hex(body);
        (string, string)[] headers = [(header, signature), .. more];
        var result = source.Receive(body, headers);
        Assert.False(result is WebhookResult.Refused or WebhookResult.NotConfigured, result.ToString());
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.IsType<WebhookResult.Refused>(source.Source.Receive(bytes, headers.ToDictionary(h => h.Item1, h => h.Item2, StringComparer.OrdinalIgnoreCase), QuickTime.Start));
            bytes[i] ^= 1;
        }

        EveryOther(signature, s => source.Receive(body, [(header, s), .. more]));
        Assert.IsType<WebhookResult.Refused>(source.Receive(body, more));
        Assert.IsType<WebhookResult.Refused>(source.Receive(body, [(header, prefix + Hex(body, "another secret")), .. more]));
        return result;
    }

    /// <summary>No letter of a text may be another, none may be missing, and none may be added.</summary>
    public static void EveryOther(string text, Func<string, WebhookResult> receive)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var other = text.ToCharArray();
            other[i] = (char)(other[i] ^ 1);
            Assert.IsType<WebhookResult.Refused>(receive(new string(other)));
            Assert.IsType<WebhookResult.Refused>(receive(text.Remove(i, 1)));
        }

        Assert.IsType<WebhookResult.Refused>(receive(text + "0"));
        Assert.IsType<WebhookResult.Refused>(receive(""));
    }

    public static IReadOnlyList<string> ToRead(this WebhookResult result) => Assert.IsType<WebhookResult.Applications>(result).ToRead;
}
