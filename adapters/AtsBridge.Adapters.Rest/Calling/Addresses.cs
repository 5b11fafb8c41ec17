using System.Text;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Reporting;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Writes addresses, and keeps them on the host of the settings.</summary>
internal sealed class Addresses(RestSettings settings)
{
    // As written: an opaque cursor must go back byte for byte, and .NET would tidy it.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _base = settings.BaseUrl!.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The first request of a list, or the only one of an object.</summary>
    /// <param name="call">The settings.</param>
    /// <param name="valueOf">The values of <c>{…}</c>, not encoded; null where there are none.</param>
    /// <returns>The request; null where a place has no value.</returns>
    public Call? Of(CallSettings call, Func<string, string?>? valueOf = null)
    {
        var (path, query, body) = (call.Path.Trim('/'), Query(call.Parameters), call.Method == CallMethod.Post ? call.Body ?? "{}" : null);
        if (valueOf is not null)
        {
            string? Encoded(string place) => valueOf(place) is { Length: > 0 } value && value is not ("." or "..") ? Uri.EscapeDataString(value) : null;
            if (Placeholders.Fill(path, Encoded) is not { } filled || Query(call.Parameters, valueOf) is not { } asked || (body is not null && FillBody(body, valueOf) is null))
            {
                return null;
            }

            (path, query, body) = (filled, asked, body is null ? null : FillBody(body, valueOf));
        }

        var address = path.Length == 0 ? _base : $"{_base}/{path}";
        return new(Written(query!.Length == 0 ? address : $"{address}?{query}"), Shown(call.Path), body);
    }

    /// <summary>The request that tells news; null where it has not what the path names.</summary>
    public Call? Of(WriteRequest write, InviteNews news)
    {
        var values = write.ValuesOf(news);
        string? Value(string place) => values.Of(place) is { Length: > 0 } value ? value : null;
        var path = Placeholders.Fill(write.Path.Trim('/'), place => Value(place) is { } value && value is not ("." or "..") ? Uri.EscapeDataString(value) : null);
        return path is null || Query(write.Parameters, Value) is not { } query || NewsText.Body(write.Body, values) is not { } body ? null
            : new(Written(query.Length == 0 ? $"{_base}/{path}" : $"{_base}/{path}?{query}"), Shown(write.Path), body)
            {
                Method = new HttpMethod(write.Method.ToString().ToUpperInvariant()), Headers = write.Headers, Writes = true,
            };
    }

    /// <summary>The request with a parameter, in the place of one of that name.</summary>
    /// <param name="call">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="alone">Whether it is to be the only one in the address.</param>
    /// <param name="isEncoded">Whether the value is percent-encoded already.</param>
    public static Call With(Call call, string name, string value, ParameterPlace place, bool alone = false, bool isEncoded = false)
    {
        if (place == ParameterPlace.Body)
        {
            var body = (JsonObject)JsonNode.Parse(call.Body ?? "{}")!;
            body[name] = value;
            return call with { Body = body.ToJsonString() };
        }

        var text = call.Address.OriginalString;
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        var (address, query) = mark < 0 ? (text, "") : (text[..mark], text[(mark + 1)..]);
        var key = Uri.EscapeDataString(name);
        var others = alone ? [] : query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith(key + "=", StringComparison.Ordinal));
        return call with { Address = Written($"{address}?{string.Join('&', others.Append($"{key}={(isEncoded ? Escaped(value).Replace("&", "%26", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal) : Uri.EscapeDataString(value))}"))}") };
    }

    /// <summary>The request of an address that an answer names as the next page.</summary>
    /// <exception cref="SourceException">It is on another host, where the key must not go.</exception>
    public Call Follow(Call current, string next)
    {
        var clean = next.Trim();
        var mark = clean.IndexOf('#', StringComparison.Ordinal);
        clean = Escaped(mark < 0 ? clean : clean[..mark]);
        if (clean.Length == 0 || !Uri.TryCreate(new Uri(current.Address.OriginalString), clean, out var address) || !SafeAddress.Is(address) || !IsOurs(address))
        {
            throw new SourceException(SourceFault.Unreadable,
                $"{current.Place} names as its next page an address that is not on {settings.BaseUrl!.Host} or not encrypted. It is not followed, because the key would go there. Check BaseUrl.");
        }

        return current with { Address = clean.Contains("://", StringComparison.Ordinal) ? Written(clean) : Written(address.AbsoluteUri) };
    }

    private bool IsOurs(Uri address) => address.Scheme == settings.BaseUrl!.Scheme && address.Port == settings.BaseUrl.Port
        && string.Equals(address.IdnHost, settings.BaseUrl.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Host and path, without any value.</summary>
    public string Shown(string path) => path.Trim('/') is { Length: > 0 } below
        ? $"{settings.BaseUrl!.Host}{settings.BaseUrl.AbsolutePath.TrimEnd('/')}/{below}"
        : $"{settings.BaseUrl!.Host}{settings.BaseUrl.AbsolutePath.TrimEnd('/')}";

    private static string Query(IReadOnlyDictionary<string, string> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));

    private static string? Query(IReadOnlyDictionary<string, string> parameters, Func<string, string?> valueOf)
    {
        var filled = parameters.ToDictionary(p => p.Key, p => Placeholders.Fill(p.Value, valueOf), StringComparer.Ordinal);
        return filled.ContainsValue(null) ? null : Query(filled!);
    }

    private static string? FillBody(string body, Func<string, string?> valueOf)
    {
        // Only {id}: the braces of the JSON itself are no places.
        if (!body.Contains("{id}", StringComparison.Ordinal))
        {
            return body;
        }

        return valueOf("id") is { } id ? body.Replace("{id}", System.Text.Json.JsonEncodedText.Encode(id).ToString(), StringComparison.Ordinal) : null;
    }

    private static Uri Written(string text) => new(text, in AsWritten);

    /// <summary>As it is, but for what can't stand in an address at all.</summary>
    private static string Escaped(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value is > 32 and < 127 ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }
}
