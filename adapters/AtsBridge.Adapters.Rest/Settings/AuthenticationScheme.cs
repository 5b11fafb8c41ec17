namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How an API is shown who asks.</summary>
public enum AuthenticationScheme
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>User and password in the Authorization header; many systems want the token as user and no password.</summary>
    Basic,

    /// <summary>The token behind <c>Bearer</c> in the Authorization header.</summary>
    Bearer,

    /// <summary>The token in a header of the API's own.</summary>
    Header,

    /// <summary>The token as a query parameter.</summary>
    Query,

    /// <summary>OAuth 2.0 client credentials: a token is fetched with id and secret, and kept until it expires.</summary>
    OAuth2,

    /// <summary>A login of several requests, whose last value is the token; it goes into a header of the API's own, and one that is refused is logged in for again.</summary>
    Login,
}
