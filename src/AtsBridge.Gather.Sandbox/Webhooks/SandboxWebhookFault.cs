namespace AtsBridge.Gather.Sandbox;

/// <summary>A fault of outgoing webhooks, on request.</summary>
public sealed record SandboxWebhookFault
{
    /// <summary>What goes wrong.</summary>
    public required SandboxWebhookFaultKind Kind { get; init; }

    /// <summary>With how many webhooks.</summary>
    public int Count { get; init; } = 1;

    /// <summary>For <see cref="SandboxWebhookFaultKind.Delay"/>: how long.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(30);

    internal void Validate()
    {
        Require(Enum.IsDefined(Kind), nameof(Kind), Kind, string.Join(", ", Enum.GetNames<SandboxWebhookFaultKind>()));
        Require(Count >= 1, nameof(Count), Count, "1 or more");
        Require(Delay >= TimeSpan.Zero && Delay <= TimeSpan.FromDays(1), nameof(Delay), Delay, "00:00:00 to 1.00:00:00");
    }

    private static void Require(bool holds, string name, object value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} of the webhook fault is {value}; allowed: {allowed}.", name);
        }
    }
}
