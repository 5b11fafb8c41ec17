namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>A request cut loose from its connection, because a late effect is carried out when that is long gone.</summary>
internal sealed record ApiRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required string? ContentType { get; init; }

    /// <summary>Null where it was larger than allowed.</summary>
    public required byte[]? Body { get; init; }
}
