using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Gather.Webhooks;

/// <summary>Proves that a webhook is Gather's and new: the secret over the raw bytes, and the time of its signature.</summary>
/// <param name="settings">The secrets and how old a webhook may be.</param>
internal sealed class WebhookVerification(GatherSettings settings)
{
    private readonly List<byte[]> _keys = [.. new[] { settings.WebhookSecret, settings.PreviousWebhookSecret }.OfType<string>().Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether there is a secret to prove anything by.</summary>
    internal bool IsConfigured => _keys.Count > 0;

    /// <summary>Why a webhook is not believed; null where it is.</summary>
    internal string? Fault(ReadOnlySpan<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (!headers.TryGetValue(SignatureHeader.Name, out var text))
        {
            return $"it has no {SignatureHeader.Name}";
        }

        if (SignatureHeader.Read(text) is not { } header)
        {
            return $"its {SignatureHeader.Name} is not of the form t=<timestamp>,v1=<64 hex digits>";
        }

        if (!IsSigned(header, body))
        {
            return "its signature fits neither WebhookSecret nor PreviousWebhookSecret; if it should, copy the secret from Gather again";
        }

        // Only of what is genuine: of a forgery the age says nothing, and of a genuine one it says that a clock is wrong.
        return (now - header.At).Duration() <= settings.WebhookTolerance
            ? null
            : "it is genuine and its signature is older or newer than WebhookTolerance allows: somebody sends it again, or the clock of this machine is wrong";
    }

    /// <summary>Every secret with every signature, whichever fits: how long it takes says nothing of where they differ.</summary>
    private bool IsSigned(SignatureHeader header, ReadOnlySpan<byte> body)
    {
        var prefix = Encoding.ASCII.GetBytes(header.Timestamp + ".");
        var fits = false;
        foreach (var key in _keys)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hmac.AppendData(prefix);
            hmac.AppendData(body);
            var expected = hmac.GetHashAndReset();
            foreach (var signature in header.Signatures)
            {
                fits |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return fits;
    }
}
