using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>Finds out whether an answer is one: by its status, or by what the settings say of bodies that fail with 200.</summary>
internal sealed class AnswerCheck(AnswerSettings settings)
{
    private const int LongestCode = 80;

    private readonly JsonPath? _success = settings.Success is { } success ? JsonPath.Parse(success) : null;
    private readonly JsonPath? _error = settings.Error is { } error ? JsonPath.Parse(error) : null;

    /// <summary>The code of the error that the answer names; empty where it failed without one; null where it is good.</summary>
    public string? FaultOf(Answer answer, Envelope envelope) => FaultOf(answer, envelope.Root);

    /// <summary>The same of a body, or what of it is not the list.</summary>
    public string? FaultOf(Answer answer, JsonElement root)
    {
        var code = Envelope.Text(_error, root);
        var failed = !answer.IsSuccess || !string.IsNullOrEmpty(code) || Envelope.Text(_success, root)?.ToUpperInvariant() is "FALSE" or "0" or "NO" or "ERROR" or "FAILED";
        return failed ? code ?? "" : null;
    }

    /// <summary>The fault in words; a code is shown only where it can be nothing but one.</summary>
    public static SourceException Failed(Answer answer, string code) => AnswerFaults.Refused(answer, CodeOf(code));

    /// <summary>A code that may be shown; null where it could be something else.</summary>
    public static string? CodeOf(string text) => text.Length is > 0 and <= LongestCode && text.All(c => char.IsAsciiLetterLower(c) || c is '_' or '-' or '.') ? text : null;
}
