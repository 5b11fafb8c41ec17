using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Fetches tokens of OAuth 2.0 client credentials, each of which is kept until shortly before it expires.</summary>
internal sealed class ClientCredentials(HttpClient http, AuthenticationSettings settings, TimeProvider time) : Tokens(time)
{
    private const int MostBytes = 256 * 1024;

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(5);

    protected override async Task<(string Token, TimeSpan? Lasts)> FetchAsync(CancellationToken cancellationToken)
    {
        using var message = Message();
        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var host = settings.FetchFrom!.Host;
        if (Waits.IsPassing(answer.StatusCode))
        {
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"{host} has no token to give at the moment ({(int)answer.StatusCode})."));
        }

        if (!answer.IsSuccessStatusCode)
        {
            var refused = answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
            throw new SourceException(refused ? SourceFault.Unauthorized : SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{host} gives no token: it answered {(int)answer.StatusCode}. Check Authentication: FetchFrom, ClientId, ClientSecret, Scope."));
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var body = await new PageBuffer(MostBytes).FillAsync(stream, announced: null, cancellationToken);
        return Read(body ?? default) ?? throw new SourceException(SourceFault.Unreadable, $"{host} answered without an access_token that can be used. Check Authentication:FetchFrom.");
    }

    private HttpRequestMessage Message()
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (settings.Scope is { } scope)
        {
            form.Add(new("scope", scope));
        }

        var message = new HttpRequestMessage(HttpMethod.Post, settings.FetchFrom);
        if (settings.SecretInBody)
        {
            form.Add(new("client_id", settings.ClientId!));
            form.Add(new("client_secret", settings.ClientSecret!));
        }
        else
        {
            // As RFC 6749 wants it: each form-encoded, and both in Base64.
            var pair = $"{Uri.EscapeDataString(settings.ClientId!)}:{Uri.EscapeDataString(settings.ClientSecret!)}";
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Content = new FormUrlEncodedContent(form);
        return message;
    }

    private static (string, TimeSpan?)? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("access_token", out var token) || token.ValueKind != JsonValueKind.String
                || token.GetString() is not { Length: > 0 } text || !HeaderText.IsValue(text))
            {
                return null;
            }

            var lasts = root.TryGetProperty("expires_in", out var expires) && expires.ValueKind == JsonValueKind.Number && expires.TryGetInt32(out var seconds) && seconds > 0
                ? TimeSpan.FromSeconds(seconds) : Unsaid;
            return (text, lasts > Margin * 2 ? lasts - Margin : lasts / 2);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
