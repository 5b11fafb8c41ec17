namespace AtsBridge.Gather.Sandbox;

/// <summary>An interview that the sandbox knows.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Title">What consultants call it.</param>
/// <param name="Status">Only an active one can be sent.</param>
/// <param name="InterviewType"><c>standard</c> or <c>questionnaire</c>.</param>
public sealed record SandboxInterview(
    string Id, string Title, SandboxInterviewStatus Status = SandboxInterviewStatus.Active, string InterviewType = "standard")
{
    /// <summary>The interviews of the shipped sample, and one each that can't be sent any more.</summary>
    public static IReadOnlyList<SandboxInterview> Samples { get; } =
    [
        new("5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41", "Engineering first interview"),
        new("8a1d2c64-7b3f-4e52-8c90-3f5e7d9b1a26", "Store team interview"),
        new("c3e95b18-2f64-4d7a-b1c8-6e0a4f7d2935", "Customer support phone interview"),
        new("e7b46d03-91a5-4f28-a6de-2c8b5f1d7094", "Warehouse interview", SandboxInterviewStatus.Paused),
        new("04d8f1b7-6c2a-4e93-95fb-7a1e3c5d8b60", "Graduate programme 2025", SandboxInterviewStatus.Archived),
    ];
}
