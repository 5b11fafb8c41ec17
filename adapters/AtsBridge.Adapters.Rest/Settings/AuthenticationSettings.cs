using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How the API is shown who asks. Nothing of it is ever shown or logged.</summary>
public sealed record AuthenticationSettings : IValidatableObject
{
    /// <summary>In which way. Default None.</summary>
    public AuthenticationScheme Scheme { get; init; } = AuthenticationScheme.None;

    /// <summary>Basic: the user. Absent: the token is the user. Login: the user.</summary>
    public string? User { get; init; }

    /// <summary>Basic, Login: the password. Default empty.</summary>
    public string? Password { get; init; }

    /// <summary>The key or token of all schemes but OAuth2. Login: a token that somebody else has fetched; nobody logs in then, and it ends when it expires.</summary>
    public string? Token { get; init; }

    /// <summary>Header, Login: the header's name. Query: the parameter's name. Default Authorization.</summary>
    public string Name { get; init; } = "Authorization";

    /// <summary>Header, Login: what stands before the token, such as <c>Token token=</c>. Default nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>OAuth2: where tokens are fetched.</summary>
    public Uri? FetchFrom { get; init; }

    /// <summary>OAuth2, Login: the client's id.</summary>
    public string? ClientId { get; init; }

    /// <summary>OAuth2, Login: the client's secret.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>OAuth2: the scopes asked for, with blanks between them; absent: those that the client has.</summary>
    public string? Scope { get; init; }

    /// <summary>OAuth2: whether id and secret go into the body and not into the Authorization header. Default false.</summary>
    public bool SecretInBody { get; init; }

    /// <summary>
    /// Login: its requests by the names of the values that they give. <c>{name}</c> in one of them is what another has given, and so <c>{User}</c>,
    /// <c>{Password}</c>, <c>{ClientId}</c>, <c>{ClientSecret}</c> and <c>{Scope}</c> what stands here; the one called <c>token</c> gives the token.
    /// </summary>
    public Dictionary<string, LoginStepSettings> Login { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    internal bool FetchesTokens => Scheme == AuthenticationScheme.OAuth2 || (Scheme == AuthenticationScheme.Login && string.IsNullOrEmpty(Token));

    /// <summary>Only the scheme: whatever prints settings must not print a key.</summary>
    /// <returns>The scheme.</returns>
    public override string ToString() => Scheme.ToString();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scheme == AuthenticationScheme.OAuth2)
        {
            if (FetchFrom is null || !SafeAddress.Is(FetchFrom))
            {
                yield return new ValidationResult("FetchFrom must be the https address at which tokens are fetched.", [nameof(FetchFrom)]);
            }

            foreach (var (name, value) in new[] { (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret) })
            {
                if (string.IsNullOrEmpty(value))
                {
                    yield return new ValidationResult($"{name} is missing: OAuth2 needs ClientId and ClientSecret.", [name]);
                }
            }
        }
        else if (Scheme == AuthenticationScheme.Login)
        {
            foreach (var fault in FetchesTokens ? LoginCheck.Of(this) : [])
            {
                yield return fault;
            }
        }
        else if (Scheme == AuthenticationScheme.Basic && string.IsNullOrEmpty(User) && string.IsNullOrEmpty(Token))
        {
            yield return new ValidationResult("Basic needs a User with its Password, or a Token that is the user.");
        }
        else if (Scheme is AuthenticationScheme.Bearer or AuthenticationScheme.Header or AuthenticationScheme.Query && string.IsNullOrEmpty(Token))
        {
            yield return new ValidationResult($"Token is missing: {Scheme} needs it.", [nameof(Token)]);
        }

        foreach (var (name, value) in new[] { (nameof(Token), Token), (nameof(Password), Password), (nameof(User), User), (nameof(Prefix), Prefix), (nameof(Name), Name) })
        {
            if (value is not null && value.AsSpan().ContainsAnyExceptInRange(' ', '~') && (!IsEncoded(name) || value.AsSpan().ContainsAny('\r', '\n', '\0')))
            {
                yield return new ValidationResult($"{name} holds a character that can't stand in a header, such as a line break at its end.", [name]);
            }
        }
    }

    /// <summary>Whether it is written in a way of its own before it is sent, so that any letter may stand in it.</summary>
    private bool IsEncoded(string name) => Scheme == AuthenticationScheme.Basic || (Scheme == AuthenticationScheme.Login && name is nameof(User) or nameof(Password));
}
