namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>
/// One request that writes something into the system. In <see cref="Path"/>, <see cref="Parameters"/> and the texts of <see cref="Body"/> stand
/// <c>{Application}</c>, <c>{Candidate}</c>, <c>{Job}</c>, <c>{Reference}</c>, <c>{Word}</c>, <c>{Progress}</c>, <c>{Route}</c>, <c>{Interview}</c> and <c>{At}</c> for
/// what is told, and names of <c>WriteBack:With</c>. A text of the body that is <c>{number Candidate}</c> and nothing else becomes a number.
/// </summary>
public abstract record WriteRequestSettings
{
    /// <summary>How. Default Post.</summary>
    public WriteMethod? Method { get; init; }

    /// <summary>The address below <c>BaseUrl</c>, such as <c>applications/{Application}/notes</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Query parameters by name.</summary>
    public Dictionary<string, string> Parameters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Headers of this request alone, such as a <c>Content-Type</c> that is not <c>application/json</c>. Not for secrets.</summary>
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text of a JSON object, such as <c>{ "note": "Interview: {Word} ({Reference})" }</c>.</summary>
    public string Body { get; init; } = "";
}
