using System.Buffers;
using System.Net.Mail;

namespace AtsBridge;

/// <summary>One e-mail address out of a field that people filled in.</summary>
internal static class EmailAddress
{
    /// <summary>Longer than any address can be (RFC 5321); not worth parsing.</summary>
    private const int MaxLength = 320;

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|/ \t\r\n");

    private static readonly SearchValues<char> NeverPlain = SearchValues.Create(" \"<>\t\r\n");

    internal static ContactValue? Read(string? field) => string.IsNullOrWhiteSpace(field) ? null : new(field.Trim(), Usable(field.Trim()));

    /// <summary>
    /// Two @ in one field are two people, or one person twice; either way not ours to choose. The parser of addresses is not
    /// asked: it would take the first of two for the display name of the second.
    /// </summary>
    internal static bool HoldsSeveral(string? field) =>
        field is not null && field.Length <= 10_000 && field.AsSpan().Count('@') > 1 && field.AsSpan().ContainsAny(Separators);

    private static string? Usable(string raw) =>
        raw.Length <= MaxLength && MailAddress.TryCreate(raw, out var address) && IsPlain(address) ? address.Address : null;

    private static bool IsPlain(MailAddress address) =>
        address.Host.Contains('.', StringComparison.Ordinal) && !address.Address.AsSpan().ContainsAny(NeverPlain);
}
