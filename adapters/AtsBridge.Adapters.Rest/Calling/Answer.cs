using System.Net;
using System.Net.Http.Headers;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>What the API answered, read to its end.</summary>
/// <param name="Call">To what.</param>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its bytes in UTF-8 without a byte order mark; valid until the buffer is used again.</param>
internal sealed record Answer(Call Call, HttpStatusCode Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The first line of a header; null where there is none.</summary>
    public string? Header(string? name) => name is not null && Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
