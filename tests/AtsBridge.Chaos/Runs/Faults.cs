using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Runs;

/// <summary>What goes wrong at the sandbox, with about one request in twelve.</summary>
internal static class Faults
{
    /// <summary>Later than a client waits, and well within the settle time.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1.4);

    internal static IReadOnlyList<FaultRate> Rates { get; } =
    [
        new(0.010, new() { Kind = SandboxFaultKind.ErrorBefore, Method = "POST" }),
        new(0.010, new() { Kind = SandboxFaultKind.ErrorAfter, Method = "POST", Status = 503 }),
        new(0.010, new() { Kind = SandboxFaultKind.CutBefore, Method = "POST" }),
        new(0.010, new() { Kind = SandboxFaultKind.CutAfter, Method = "POST" }),
        new(0.006, new() { Kind = SandboxFaultKind.LateEffect, Method = "POST", Delay = Late }),
        new(0.004, new() { Kind = SandboxFaultKind.LateEffect, Method = "POST", Delay = Late, Hang = true }),
        new(0.006, new() { Kind = SandboxFaultKind.Delay, Method = "POST", Delay = Late }),
        new(0.006, new() { Kind = SandboxFaultKind.SlowAnswer, Method = "POST", Delay = Late }),
        new(0.006, new() { Kind = SandboxFaultKind.MalformedBody, Method = "POST" }),
        new(0.006, new() { Kind = SandboxFaultKind.MalformedBody, Method = "POST", Html = true }),
        new(0.001, new() { Kind = SandboxFaultKind.RateLimited, Delay = TimeSpan.FromSeconds(1) }),
        new(0.003, new() { Kind = SandboxFaultKind.ErrorBefore, Method = "GET", Status = 502 }),
        new(0.003, new() { Kind = SandboxFaultKind.CutBefore, Method = "GET" }),
        new(0.003, new() { Kind = SandboxFaultKind.MalformedBody, Method = "GET" }),
    ];

    /// <summary>A key that is refused once: the sink stops until the host starts anew, which here it does all the time.</summary>
    internal static SandboxFault KeyRefused { get; } = new() { Kind = SandboxFaultKind.Unauthorized, Method = "POST" };
}
