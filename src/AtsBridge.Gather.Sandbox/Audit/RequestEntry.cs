namespace AtsBridge.Gather.Sandbox;

/// <summary>One request that reached the API. Control requests are not listed.</summary>
public sealed record RequestEntry
{
    /// <summary>The place in the order of arrival, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it arrived; this is the moment that counts against the limits.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The status that was sent; null where the connection was cut or no answer is given yet.</summary>
    public int? Status { get; init; }

    /// <summary>The fault that was applied, if any.</summary>
    public SandboxFaultKind? Fault { get; init; }

    /// <summary>Whether it took a permit of the limits: it came with a valid key and was not refused for want of permits.</summary>
    public bool Counted { get; init; }
}
