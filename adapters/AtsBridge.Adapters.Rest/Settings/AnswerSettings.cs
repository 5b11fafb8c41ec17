namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How an answer that says 200 tells that it failed all the same.</summary>
public sealed record AnswerSettings
{
    /// <summary>The path of a flag that must not be false, such as <c>success</c>. Default none.</summary>
    public string? Success { get; init; }

    /// <summary>The path of an error's code, such as <c>errors[0]</c>; where it is there, the answer failed. Default none.</summary>
    public string? Error { get; init; }
}
