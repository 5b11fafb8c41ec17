using System.Collections.ObjectModel;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>One request, ready to be sent.</summary>
/// <param name="Address">Where; written as it is to be sent.</param>
/// <param name="Place">The address for people: host and path, without values.</param>
/// <param name="Body">The JSON of a POST; null for a GET.</param>
internal sealed record Call(Uri Address, string Place, string? Body)
{
    /// <summary>How; where it isn't said, a body makes it a POST.</summary>
    public HttpMethod Method { get; init; } = Body is null ? HttpMethod.Get : HttpMethod.Post;

    /// <summary>Headers of this request alone.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether it writes something into the system.</summary>
    public bool Writes { get; init; }
}
