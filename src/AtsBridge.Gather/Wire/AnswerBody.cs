using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Wire;

/// <summary>The body of an answer, read within a budget of bytes, depth and time: the other side is not ours.</summary>
/// <param name="State">What came.</param>
/// <param name="Json">The object, where one came.</param>
/// <param name="Cause">What ended a body that was cut.</param>
internal sealed record AnswerBody(BodyState State, JObject? Json = null, Exception? Cause = null)
{
    internal const int MaxBytes = 1024 * 1024;
    internal const int MaxDepth = 32;

    /// <summary>
    /// How long a body may take once its headers came. The attempt timeout of the host ends with the headers, so without this an
    /// answer that trickles would hold its invite for ever.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A byte that is no text would come out as a replacement character, which in the midst of an id makes a stranger of the person: the
    /// look-up would find nothing, and the invite be sent again. JSON is UTF-8 and nothing else (RFC 8259).
    /// </summary>
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>What a message says of a body that could not be read.</summary>
    internal string Fault => State switch
    {
        BodyState.Empty => "without a body",
        BodyState.Cut => "and its body was cut off",
        BodyState.TooLong => $"and its body is longer than {MaxBytes} bytes",
        BodyState.NotJson => $"and its body is not a JSON object of at most {MaxDepth} levels",
        _ => "and its body lacks what was asked for",
    };

    internal static async Task<AnswerBody> ReadAsync(HttpContent content, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var bytes = new MemoryStream();
        try
        {
            var stream = await content.ReadAsStreamAsync(either.Token);
            await using (stream)
            {
                if (!await FillAsync(bytes, stream, either.Token))
                {
                    return new AnswerBody(BodyState.TooLong);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            // Whatever ended it (a closed connection, a broken compression, our patience): the rest of the body is not known.
            return new AnswerBody(BodyState.Cut, Cause: fault);
        }

        return Parse(bytes, Strict);
    }

    private static async Task<bool> FillAsync(MemoryStream bytes, Stream stream, CancellationToken cancellationToken)
    {
        var chunk = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (bytes.Length + count > MaxBytes)
            {
                return false;
            }

            bytes.Write(chunk, 0, count);
        }

        bytes.Position = 0;
        return true;
    }

    /// <summary>Reads an object out of bytes that are all there.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="encoding">UTF-8, and what becomes of bytes that are none.</param>
    internal static AnswerBody Parse(MemoryStream bytes, Encoding encoding)
    {
        if (bytes.Length == 0)
        {
            return new AnswerBody(BodyState.Empty);
        }

        using var text = new StreamReader(bytes, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        // Dates stay the strings that they are: read as dates they would lose their offset.
        using var reader = new JsonTextReader(text) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
        try
        {
            var json = JToken.Load(reader) as JObject;
            while (json is not null && reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                {
                    return new AnswerBody(BodyState.NotJson);
                }
            }

            return json is null ? new AnswerBody(BodyState.NotJson) : new AnswerBody(BodyState.Json, json);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException or ArgumentException)
        {
            // Its message quotes the body, which can hold a candidate's data; what matters is that it is not JSON.
            return new AnswerBody(BodyState.NotJson);
        }
    }
}
