using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Webhooks;

/// <summary>Proves a request by the HMAC that it carries.</summary>
internal sealed class Signature(SignatureSettings settings, string secret)
{
    private const int MostSignatures = 8;
    private const string HeaderPlace = "header ";
    private const string BodyPlace = "body";
    private const string SortedPlace = "sorted body";

    private readonly JsonPath? _at = settings.At is { } at ? JsonPath.Parse(at) : null;
    private readonly JsonPath? _timeAt = settings.TimeAt is { } at ? JsonPath.Parse(at) : null;
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);
    private readonly List<(bool IsPlace, string Text, JsonPath? Path)> _signed = [.. Placeholders.Parts(settings.Over).Select(p =>
        (p.IsPlace, p.Text, p.IsPlace && IsPath(p.Text) ? JsonPath.Parse(p.Text) : null))];

    /// <summary>Whether a place is a path in the body.</summary>
    public static bool IsPath(string place) => place is not (BodyPlace or SortedPlace) && !place.StartsWith(HeaderPlace, StringComparison.Ordinal);

    /// <summary>Why the request is not proven; null where it is.</summary>
    public string? FaultOf(WebhookRequest request, DateTimeOffset now)
    {
        if (Written(request) is not { Length: > 0 } written)
        {
            return settings.Header is { } header ? $"The header {header} with the signature is missing." : $"The body has no signature under {settings.At}.";
        }

        if (Message(request) is not { } message)
        {
            return "What is signed is not all in the body.";
        }

        var wanted = HashOf(message);
        var signatures = settings.Separator is { Length: > 0 } separator ? written.Split(separator, MostSignatures, StringSplitOptions.TrimEntries) : [written.Trim()];
        var fits = false;
        foreach (var signature in signatures)
        {
            // Every one is looked at in full: how long it takes must not tell how much of it was right.
            fits |= Bytes(signature) is { } given && CryptographicOperations.FixedTimeEquals(given, wanted);
        }

        return fits ? TimeFault(request, now) : "The signature does not fit. Check Webhook:Secret, and that nothing on the way changes the body.";
    }

    private string? Written(WebhookRequest request) => settings.Header is { } header ? request.Header(header) : request.Text(_at);

    private string? TimeFault(WebhookRequest request, DateTimeOffset now)
    {
        if (settings.TimeHeader is null && _timeAt is null)
        {
            return null;
        }

        var text = settings.TimeHeader is { } header ? request.Header(header) : request.Text(_timeAt);
        return !Moment.TryRead(text, out var moment) ? "The time of the request is missing, or is none."
            : (now - moment).Duration() > settings.Tolerance ? "The request is older or newer than Webhook:Signature:Tolerance allows. Is this machine's clock right?" : null;
    }

    private ReadOnlyMemory<byte>? Message(WebhookRequest request)
    {
        if (_signed is [{ IsPlace: true, Text: BodyPlace }])
        {
            return request.Body;
        }

        var message = new ArrayBufferWriter<byte>();
        foreach (var (isPlace, text, path) in _signed)
        {
            if (isPlace && text is BodyPlace or SortedPlace)
            {
                if ((text == BodyPlace ? request.Body : request.Root is { } root ? SortedJson.Of(root) : null) is not { } bytes)
                {
                    return null;
                }

                message.Write(bytes.Span);
                continue;
            }

            var part = !isPlace ? text : path is not null ? request.Text(path) : request.Header(text[HeaderPlace.Length..].Trim()) ?? "";
            if (part is null)
            {
                return null;
            }

            message.Write(Encoding.UTF8.GetBytes(part));
        }

        return message.WrittenMemory;
    }

    private byte[] HashOf(ReadOnlyMemory<byte> message)
    {
        var hash = settings.Algorithm == SignatureAlgorithm.Sha512 ? HMACSHA512.HashData(_secret, message.Span) : HMACSHA256.HashData(_secret, message.Span);
        return settings.Encoding == SignatureEncoding.Base64OfHex ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)) : hash;
    }

    /// <summary>The bytes that a signature writes; null where it isn't written as it should be.</summary>
    private byte[]? Bytes(string written)
    {
        if (!written.StartsWith(settings.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var text = settings.Encoding == SignatureEncoding.Base64Url ? Usual(written[settings.Prefix.Length..]) : written.AsSpan(settings.Prefix.Length);
        var bytes = new byte[text.Length];
        var whole = settings.Encoding == SignatureEncoding.Hex
            ? Convert.FromHexString(text, bytes, out var read, out var length) == OperationStatus.Done && read == text.Length
            : Convert.TryFromBase64Chars(text, bytes, out length) && IsPlain(text, bytes.AsSpan(0, length));
        return whole ? bytes[..length] : null;
    }

    /// <summary>Base64 of addresses as Base64; empty where it is neither.</summary>
    private static string Usual(string text)
    {
        var bare = text.TrimEnd('=');
        var filled = bare.Length % 4 == 0 ? bare : bare.PadRight(bare.Length + 4 - (bare.Length % 4), '=');
        return bare.AsSpan().ContainsAny('+', '/') || (text.Length != bare.Length && text.Length != filled.Length) ? "" : filled.Replace('-', '+').Replace('_', '/');
    }

    /// <summary>Base64 can be written in more than one way; only the one way counts.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes) => text.SequenceEqual(Convert.ToBase64String(bytes));
}
