using System.Net.Http.Headers;
using System.Text;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Shows the API who asks.</summary>
internal sealed class Credentials(AuthenticationSettings settings, ClientCredentials tokens)
{
    /// <summary>Whether a refusal may mean no more than that a token is old.</summary>
    public bool MayBeRenewed => settings.Scheme == AuthenticationScheme.OAuth2;

    /// <summary>Puts them on a request.</summary>
    public async Task PutOnAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        switch (settings.Scheme)
        {
            case AuthenticationScheme.Basic:
                var pair = $"{(string.IsNullOrEmpty(settings.User) ? settings.Token : settings.User)}:{settings.Password}";
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
                break;
            case AuthenticationScheme.Bearer:
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
                break;
            case AuthenticationScheme.Header:
                message.Headers.TryAddWithoutValidation(settings.Name, settings.Prefix + settings.Token);
                break;
            case AuthenticationScheme.Query:
                message.RequestUri = Addresses.With(new Call(message.RequestUri!, "", null), settings.Name, settings.Token!, ParameterPlace.Query).Address;
                break;
            case AuthenticationScheme.OAuth2:
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
                break;
            default:
                break;
        }
    }

    /// <summary>The token of this request was refused: the next one is to be a new one.</summary>
    public void Renew(HttpRequestMessage message) => tokens.Forget(message.Headers.Authorization?.Parameter);
}
