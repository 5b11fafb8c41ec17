namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>One request to the API, as far as it is always the same.</summary>
public abstract record CallSettings
{
    /// <summary>
    /// The address below <c>BaseUrl</c>, such as <c>v1/opportunities</c>. In <c>Application</c> <c>{id}</c> stands for the application, in
    /// <c>Lookups</c> <c>{path}</c> for what a path hits in the record.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>How it is asked for. Default Get.</summary>
    public CallMethod Method { get; init; } = CallMethod.Get;

    /// <summary>Query parameters by name, such as a page size. Not for secrets: see <c>Authentication</c>.</summary>
    public Dictionary<string, string> Parameters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The body of a Post: the text of a JSON object, such as <c>{ "limit": 100 }</c>. Default an empty object.</summary>
    public string? Body { get; init; }
}
