using System.Net.Http.Headers;
using System.Text;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Shows the API who asks.</summary>
internal sealed class Credentials(AuthenticationSettings settings, Tokens tokens)
{
    /// <summary>Puts them on a request.</summary>
    /// <returns>A token that was fetched, so that a refusal may mean no more than that it is old; null where there is none.</returns>
    public async Task<string?> PutOnAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var fetched = settings.FetchesTokens ? await tokens.GetAsync(cancellationToken) : null;
        switch (settings.Scheme)
        {
            case AuthenticationScheme.Basic:
                var pair = $"{(string.IsNullOrEmpty(settings.User) ? settings.Token : settings.User)}:{settings.Password}";
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
                break;
            case AuthenticationScheme.Bearer or AuthenticationScheme.OAuth2:
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fetched ?? settings.Token);
                break;
            case AuthenticationScheme.Header or AuthenticationScheme.Login:
                message.Headers.TryAddWithoutValidation(settings.Name, settings.Prefix + (fetched ?? settings.Token));
                break;
            case AuthenticationScheme.Query:
                message.RequestUri = Addresses.With(new Call(message.RequestUri!, "", null), settings.Name, settings.Token!, ParameterPlace.Query).Address;
                break;
            default:
                break;
        }

        return fetched;
    }
}
