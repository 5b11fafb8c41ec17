using System.Globalization;
using System.Text.Json;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;

namespace AtsBridge.Adapters.Rest.Reporting;

/// <summary>Tells the API what became of an invite, where a request was chosen for it.</summary>
internal sealed class NewsReporter(RestSettings settings, Caller caller, Addresses addresses)
{
    private readonly WriteRequest? _request = WriteRequest.Of(settings);
    private readonly AnswerCheck _check = new(settings.Answer);

    /// <summary>What is missing in the settings; null where nothing is.</summary>
    public string? CannotReport => _request is not null ? null : settings.Calls.Count == 0
        ? "Set WriteBack to the request that tells it."
        : $"Set WriteBack:Call to one of {string.Join(", ", settings.Calls.Keys.Order(StringComparer.OrdinalIgnoreCase))}, or WriteBack to another request that tells it.";

    /// <summary>Null where it is told; otherwise why it is refused for good.</summary>
    public async Task<string?> ReportAsync(InviteNews news, CancellationToken cancellationToken)
    {
        if (_request is null || addresses.Of(_request, news) is not { } call)
        {
            return CannotReport ?? $"{addresses.Shown(_request!.Path)} names what this application does not have, such as a candidate's id. Name something else in WriteBack:Path or Body.";
        }

        var answer = await caller.TellAsync(call, new PageBuffer(settings.Limits.MaxPageBytes), cancellationToken);
        return !answer.IsSuccess ? string.Create(CultureInfo.InvariantCulture, $"{call.Place} answered {(int)answer.Status}. Check WriteBack; the application may be gone.")
            : FaultOf(answer) is { } code ? $"{call.Place} says that it failed{(AnswerCheck.CodeOf(code) is { } known ? $" ({known})" : "")}. Check WriteBack; the application may be gone."
            : null;
    }

    /// <summary>The error that a success names; null where it names none, or where it isn't an object that could: the status is enough then.</summary>
    private string? FaultOf(Answer answer)
    {
        if (answer.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("<"u8))
        {
            // A login or a notice of maintenance: nothing was written.
            AnswerFaults.CheckBody(answer);
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body, new JsonDocumentOptions { MaxDepth = settings.Limits.MaxDepth, AllowTrailingCommas = true });
            return _check.FaultOf(answer, document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
