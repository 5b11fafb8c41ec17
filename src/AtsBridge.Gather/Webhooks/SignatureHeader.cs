using System.Text.RegularExpressions;
using AtsBridge.Gather.Wire;

namespace AtsBridge.Gather.Webhooks;

/// <summary>The header that signs a webhook: <c>t=&lt;timestamp&gt;,v1=&lt;hex&gt;[,v1=&lt;hex&gt;…]</c>.</summary>
/// <param name="Timestamp">The timestamp as it is written: that is what was signed.</param>
/// <param name="At">The moment that it means.</param>
/// <param name="Signatures">32 bytes each; several while Gather changes its secret.</param>
internal sealed partial record SignatureHeader(string Timestamp, DateTimeOffset At, IReadOnlyList<byte[]> Signatures)
{
    internal const string Name = "X-Qualifi-Signature";

    private const int HashBytes = 32;
    private const int MaxLength = 2_048;
    private const int MaxSignatures = 8;

    /// <summary>Null where it is not of that form. What other schemes add (<c>v0</c>, <c>v2</c>) is passed over and never believed.</summary>
    internal static SignatureHeader? Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        string? timestamp = null;
        var signatures = new List<byte[]>();
        foreach (var part in text.Split(',').Select(p => p.Trim(' ', '\t')))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 1 ? ("", "") : (part[..equals], part[(equals + 1)..]);
            switch (name)
            {
                case "t" when timestamp is null:
                    timestamp = value;
                    break;
                case "v1" when signatures.Count < MaxSignatures && Hash(value) is { } hash:
                    signatures.Add(hash);
                    break;
                // A second timestamp, too many signatures, one that is none, or no name at all.
                case "t" or "v1" or "":
                    return null;
            }
        }

        return timestamp is not null && signatures.Count > 0 && Timestamps().IsMatch(timestamp) && Values.Moment(timestamp) is { } at
            ? new SignatureHeader(timestamp, at, signatures)
            : null;
    }

    private static byte[]? Hash(string hex) =>
        hex.Length == 2 * HashBytes && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;

    /// <summary>
    /// Unix seconds or milliseconds, or ISO 8601 in UTC; Gather does not say which. None of these, with the dot that follows it in
    /// what is signed, begins another one: so nobody can move the end of the timestamp into the body, or the other way round.
    /// </summary>
    [GeneratedRegex(@"^([0-9]{1,13}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?Z)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Timestamps();
}
