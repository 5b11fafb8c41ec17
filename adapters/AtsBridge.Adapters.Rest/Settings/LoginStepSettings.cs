using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>
/// One request of a login, and where in its answer the value is that it gives. It is a POST where it has a <see cref="Form"/>, else a GET. Only
/// addresses that stand here are ever asked: an answer may name others, and keys don't go there.
/// </summary>
public sealed record LoginStepSettings : IValidatableObject
{
    /// <summary>Where it is asked, such as <c>https://auth.example.com/oauth/token</c>. Only https; http on this machine alone.</summary>
    public Uri? Address { get; init; }

    /// <summary>Query parameters by name. A <c>{name}</c> stands for a value of the login or of another step.</summary>
    public Dictionary<string, string> Parameters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The fields of a form by name, in the same way. Passwords had better stand here than in an address.</summary>
    public Dictionary<string, string> Form { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The path of the value in the JSON of the answer, such as <c>access_token</c>.</summary>
    public string? Take { get; init; }

    /// <summary>The parameter with the value, in the address that the answer redirects to, such as <c>code</c>. It is read there, and the address is not asked.</summary>
    public string? Redirect { get; init; }

    /// <summary>The path in the answer of the address that the API has for us. It must be <c>BaseUrl</c>; where it is another, the message says what to set.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>What it needs before it can be asked.</summary>
    internal IEnumerable<string> Places => Parameters.Values.Concat(Form.Values).SelectMany(Calling.Placeholders.In).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is null || !SafeAddress.Is(Address))
        {
            yield return new ValidationResult("Address must be an https address without a user in it; http is for this machine alone.", [nameof(Address)]);
        }
        else if (Address is { Query.Length: > 0 } or { Fragment.Length: > 0 })
        {
            yield return new ValidationResult("Address has a question mark or a # in it. Put parameters into Parameters or Form.", [nameof(Address)]);
        }

        if (string.IsNullOrWhiteSpace(Take) == string.IsNullOrWhiteSpace(Redirect))
        {
            yield return new ValidationResult("Name either the path of the value in the answer (Take), or the parameter with it in the address that the answer redirects to (Redirect).", [nameof(Take)]);
        }
    }
}
