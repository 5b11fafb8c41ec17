using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Gather.Sandbox.Webhooks;

/// <summary>The value of <c>X-Qualifi-Signature</c>.</summary>
internal static class WebhookSignature
{
    public const string Header = "X-Qualifi-Signature";

    /// <summary>Signs <c>"&lt;t&gt;.&lt;raw body&gt;"</c>, t in Unix seconds.</summary>
    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var t = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(t + "."), .. body];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={t},v1={Convert.ToHexStringLower(hash)}";
    }
}
