using System.Globalization;
using System.Net;
using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>What one step of a login was answered: a value, or why there is none, in words that hold no value.</summary>
internal sealed class LoginAnswer(string name, LoginStepSettings step, Uri baseUrl)
{
    private const int LongestValue = 8192;
    private const int LongestAddress = 300;

    public LoginStepSettings Step => step;

    private string Host => step.Address!.Host;

    private string Place => $"Authentication:Login:{name}";

    /// <summary>The value in the address that the answer leads to.</summary>
    public string Redirected(HttpStatusCode status, Uri? location)
    {
        var to = (int)status is >= 300 and < 400 && location is not null && Uri.TryCreate(step.Address!, location, out var address) ? address : null;
        if (step.Redirect is { } parameter && to is not null && Parameter(location!.OriginalString, parameter) is { } value)
        {
            return value;
        }

        // A page to log in at, or the way back to one, is how many say that it was the wrong password.
        var asksAgain = step.Redirect is not null && ((int)status is >= 200 and < 300 || (to is not null && (to.Host == Host || Parameter(location!.OriginalString, "error") is not null)));
        if (asksAgain || status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw Refused(status);
        }

        throw Unreadable(string.Create(CultureInfo.InvariantCulture,
            $"{Host} gives no {name}: it answered {(int)status}{(to is not null && SafeAddress.Is(to) ? $" and leads on to {to.IdnHost}, which is not followed, because passwords would go there" : "")}. Check {Place}:Address."));
    }

    /// <summary>The value in the answer's body.</summary>
    public string Taken(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        if (step.BaseUrl is { } path && Text(document, path) is { } named && !IsBase(named))
        {
            throw Unreadable($"The login at {Host} names {Shown(named)} as the API's address, and BaseUrl is {baseUrl}. Nothing was sent there. If it is the vendor's, set BaseUrl to it.");
        }

        return document is not null && Text(document, step.Take!) is { Length: > 0 } value && (!string.Equals(name, LoginCheck.Last, StringComparison.OrdinalIgnoreCase) || HeaderText.IsValue(value)) ? value
            : throw Unreadable($"{Host} answered without {step.Take}, or with one that can't be used. Check {Place}.");
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null; // What the step gives is not in it, and that is what is said.
        }
    }

    private static string? Text(JsonDocument? document, string path) =>
        document is not null && RecordPath.Read(JsonPath.Parse(path), document.RootElement, LongestValue) is { Kind: PathHit.Value, Text: { } text } ? text : null;

    private static string? Parameter(string address, string parameter)
    {
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? "" : address[(mark + 1)..].Split('#')[0];
        var found = query.Split('&').FirstOrDefault(p => p.StartsWith(parameter + "=", StringComparison.Ordinal))?[(parameter.Length + 1)..];
        return found is { Length: > 0 and <= LongestValue } ? Uri.UnescapeDataString(found) : null;
    }

    private bool IsBase(string named) => Uri.TryCreate(named, UriKind.Absolute, out var address)
        && string.Equals(address.GetLeftPart(UriPartial.Path).TrimEnd('/'), baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'), StringComparison.Ordinal);

    private static string Shown(string named) => named.Length <= LongestAddress && Uri.TryCreate(named, UriKind.Absolute, out var address) && SafeAddress.Is(address)
        ? address.GetLeftPart(UriPartial.Path) : "something that is no https address";

    private SourceException Refused(HttpStatusCode status)
    {
        var asked = step.Places.Where(LoginCheck.IsOwn).Select(p => $"Authentication:{p}").ToList();
        return new(SourceFault.Unauthorized, string.Create(CultureInfo.InvariantCulture, $"{Host} refuses the login ({name}): it answered {(int)status}{(step.Redirect is null ? "" : " and no " + step.Redirect)}. "
            + $"Check {(asked.Count == 0 ? Place : string.Join(", ", asked))}{(step.Redirect is null ? "" : ", and that the user has no page to confirm in a browser first, such as terms")}."));
    }

    private static SourceException Unreadable(string message) => new(SourceFault.Unreadable, message);
}
