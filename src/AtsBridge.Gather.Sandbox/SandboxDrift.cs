namespace AtsBridge.Gather.Sandbox;

/// <summary>The shapes of answers, where the published pages disagree with one another.</summary>
public sealed record SandboxDrift
{
    /// <summary>Everything in shape A.</summary>
    public static SandboxDrift A { get; } = new();

    /// <summary>Everything in shape B, unknown fields included.</summary>
    public static SandboxDrift B { get; } = new()
    {
        SingleResources = DriftShape.B, Lists = DriftShape.B, InterviewStatus = DriftShape.B, UnknownFields = true,
    };

    /// <summary>Each answer the other shape, unknown fields included.</summary>
    public static SandboxDrift Alternate { get; } = new()
    {
        SingleResources = DriftShape.Alternate, Lists = DriftShape.Alternate, InterviewStatus = DriftShape.Alternate, UnknownFields = true,
    };

    /// <summary><c>data: {…}</c>, or <c>data: { interview: {…} }</c>.</summary>
    public DriftShape SingleResources { get; init; }

    /// <summary><c>data: […]</c>, or <c>data: { candidates: […] }</c>.</summary>
    public DriftShape Lists { get; init; }

    /// <summary><c>"active"</c>, or <c>0</c>.</summary>
    public DriftShape InterviewStatus { get; init; }

    /// <summary>Whether resources carry fields that no page names.</summary>
    public bool UnknownFields { get; init; }
}
