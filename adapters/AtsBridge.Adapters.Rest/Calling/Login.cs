using System.Globalization;
using System.Net.Http.Headers;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Logs in step by step, each with what those before it have given. The token of the last is used until it is refused.</summary>
internal sealed class Login(HttpClient http, RestSettings settings, TimeProvider time) : Tokens(time)
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Many systems lock a user out who gives a wrong password every few minutes.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(15);

    private readonly AuthenticationSettings _settings = settings.Authentication;
    private SourceException? _refusal;
    private DateTimeOffset _notBefore;

    protected override async Task<(string Token, TimeSpan? Lasts)> FetchAsync(CancellationToken cancellationToken)
    {
        if (_refusal is not null && Time.GetUtcNow() < _notBefore)
        {
            throw new SourceException(SourceFault.Unauthorized, string.Create(CultureInfo.InvariantCulture,
                $"{_refusal.Message} It is not tried again before {_notBefore:HH:mm} UTC, because wrong passwords in a row lock users out; a restart tries at once."));
        }

        try
        {
            var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var name in LoginCheck.Order(_settings)!)
            {
                values[name] = await AskAsync(new LoginAnswer(name, _settings.Login[name], settings.BaseUrl!), values, cancellationToken);
            }

            return (values[LoginCheck.Last], null);
        }
        catch (SourceException refusal) when (refusal.Fault == SourceFault.Unauthorized)
        {
            (_refusal, _notBefore) = (refusal, Time.GetUtcNow() + AfterRefusal);
            throw;
        }
    }

    private async Task<string> AskAsync(LoginAnswer reading, Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        using var message = Message(reading.Step, values);
        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (Waits.IsPassing(answer.StatusCode))
        {
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"{reading.Step.Address!.Host} lets nobody in at the moment ({(int)answer.StatusCode})."));
        }

        if (reading.Step.Redirect is not null || !answer.IsSuccessStatusCode)
        {
            return reading.Redirected(answer.StatusCode, answer.Headers.Location);
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return reading.Taken(await new PageBuffer(MostBytes).FillAsync(stream, announced: null, cancellationToken) ?? default);
    }

    private HttpRequestMessage Message(LoginStepSettings step, Dictionary<string, string> values)
    {
        IEnumerable<KeyValuePair<string, string>> Filled(Dictionary<string, string> texts) =>
            texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create(t.Key, Placeholders.Fill(t.Value, p => LoginCheck.ValueOf(_settings, p) ?? values.GetValueOrDefault(p))!));

        var query = string.Join('&', Filled(step.Parameters).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        var message = new HttpRequestMessage(step.Form.Count > 0 ? HttpMethod.Post : HttpMethod.Get, query.Length == 0 ? step.Address : new Uri($"{step.Address!.AbsoluteUri}?{query}"));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("AtsBridge", "1"));
        message.Content = step.Form.Count > 0 ? new FormUrlEncodedContent(Filled(step.Form)) : null;
        return message;
    }
}
