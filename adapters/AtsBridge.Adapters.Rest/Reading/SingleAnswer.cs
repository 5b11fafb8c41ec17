using System.Net;
using System.Text.Json;
using AtsBridge.Adapters.Rest.Calling;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>An answer that holds one object, or none.</summary>
/// <param name="caller">Sends.</param>
/// <param name="settings">The source.</param>
/// <param name="records">The keys of the object.</param>
/// <param name="gone">The codes that say that there is none.</param>
internal sealed class SingleAnswer(Caller caller, RestSettings settings, string records, IReadOnlyCollection<string> gone)
{
    private readonly PageBuffer _buffer = new(settings.Limits.MaxPageBytes);
    private readonly AnswerCheck _check = new(settings.Answer);
    private readonly IReadOnlyList<string> _keys = RecordKeys.Of(records);

    /// <summary>The answer's envelope with the object, or a list, in <see cref="Envelope.List"/>; null where the API says that there is none.</summary>
    public async Task<(Answer Answer, Envelope Envelope)?> AskAsync(Call call, CancellationToken cancellationToken)
    {
        var answer = await caller.SendAsync(call, _buffer, cancellationToken);
        if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }

        var envelope = Envelope.Of(answer, _keys, settings.Limits.MaxDepth);
        try
        {
            if (_check.FaultOf(answer, envelope) is { } code)
            {
                envelope.Dispose();
                return gone.Contains(code, StringComparer.Ordinal) ? null : throw AnswerCheck.Failed(answer, code);
            }

            return envelope.List is null ? throw RecordKeys.NoList(answer, envelope, records)
                : (answer, envelope);
        }
        catch
        {
            envelope.Dispose();
            throw;
        }
    }

    /// <summary>A copy of the one object; null where there is none.</summary>
    public async Task<JsonElement?> FindAsync(Call call, CancellationToken cancellationToken)
    {
        if (await AskAsync(call, cancellationToken) is not var (answer, envelope))
        {
            return null;
        }

        using (envelope)
        {
            using var document = Parse(envelope.List!.Value, answer, settings.Limits.MaxDepth);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array ? root.GetArrayLength() == 0 ? null : root[0].Clone() : root.Clone();
        }
    }

    public static JsonDocument Parse(ReadOnlyMemory<byte> json, Answer answer, int maxDepth)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth, AllowTrailingCommas = true });
        }
        catch (JsonException)
        {
            throw new SourceException(SourceFault.Unreadable, $"{answer.Call.Place} answered with what isn't JSON, or is nested deeper than {maxDepth}. The next run asks again.");
        }
    }
}
